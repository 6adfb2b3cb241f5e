using Microsoft.Extensions.Hosting;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>The web server starts and stops with the function app; signals are the app's.</summary>
internal sealed class DependentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
