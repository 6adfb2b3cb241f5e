using Microsoft.Extensions.Hosting;

namespace StatusHawk.Local.Target;

/// <summary>A server inside this program: the host's own lifetime would take Ctrl-C for itself; the program decides.</summary>
internal sealed class HostedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
