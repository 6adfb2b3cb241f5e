using StatusHawk.Api.Http;
using StatusHawk.Core;

namespace StatusHawk.Api.Monitors;

/// <summary>Pauses a monitor, or lets it go on. Doing so twice is fine.</summary>
public sealed class SwitchMonitor(SaveMonitor save)
{
    public Task<Result<Monitor>> RunAsync(string workspaceId, string monitorId, bool enabled, CancellationToken cancellationToken, Precondition? ifMatch = null) =>
        save.RunAsync(workspaceId, monitorId, (stored, _) => stored with { Enabled = enabled }, cancellationToken, ifMatch);
}
