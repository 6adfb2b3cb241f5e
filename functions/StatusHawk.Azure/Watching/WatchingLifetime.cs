using Microsoft.Extensions.Hosting;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Watching;

/// <summary>Watches from before anything else begins, since what is counted before is lost, until after everything else has ended.</summary>
internal sealed class WatchingLifetime(MetricsCollector collector, IEnumerable<IObserved> observed, OtlpExport export) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var each in observed) each.Observe(collector);
        export.Start();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.Run(export.Stop, CancellationToken.None);
}
