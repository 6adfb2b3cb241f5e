using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>The locks that keep a listener to one process of the app, as leases of blobs in the app's storage.</summary>
internal sealed class HostLocks(
    HostSettings settings,
    HostJson hostJson,
    HostIdentity identity,
    HostClock clock,
    ILogger<ListenerLock> logger) : IDisposable
{
    private HostBlobs? _blobs;

    /// <exception cref="InvalidOperationException">The app has no storage.</exception>
    public HostBlobs Blobs(string function) => _blobs ??=
        new HostBlobs(StorageAccount.Parse(StorageConnections.Resolve(null, settings, $"Function '{function}'")));

    public ListenerLock ForListener(string function) => new(
        Blobs(function), $"locks/{identity.Id}/Host.Functions.{function}.Listener", SingletonOptions.Read(hostJson), clock.Time, logger);

    public void Dispose() => _blobs?.Dispose();
}
