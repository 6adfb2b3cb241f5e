using Microsoft.Extensions.Logging;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api;

/// <summary>
/// Makes a stable key a monitor's or a channel's own. Whoever writes the claim has the key, which is one conditional write; the write of the thing itself follows at
/// once, within <see cref="KeyClaim.Lease"/>. A claim is written anew each time, also when it was the same holder's, so that whoever is about to release it fails.
/// </summary>
public sealed partial class ClaimKey(IKeyClaims claims, IMonitorStore monitors, IChannelStore channels, Retrying retrying, TimeProvider clock, ILogger<ClaimKey> logger)
{
    /// <summary>Null when the key is the holder's; otherwise who has it, in a sentence.</summary>
    /// <exception cref="StoreContendedException">Others keep claiming and releasing it.</exception>
    public Task<string?> RunAsync(string workspaceId, KeyedKind kind, string key, string holder, CancellationToken cancellationToken) =>
        retrying.WhenOvertakenAsync(async () =>
        {
            var now = clock.Now();
            var stored = await claims.ReadAsync(workspaceId, kind, key, cancellationToken);
            if (stored is { Value: var there } && there.Holder != holder)
            {
                if (await HasAsync(there, cancellationToken)) return Tried.Done<string?>($"The key '{key}' is that of {there.Holder}.");
                if (there.IsFresh(now))
                    return Tried.Done<string?>($"The key '{key}' is just being given to {there.Holder}. Should that not come to be, it is free in {KeyClaim.Lease.TotalMinutes:0} minutes.");
            }

            var claim = new KeyClaim { WorkspaceId = workspaceId, Kind = kind, Key = key, Holder = holder, ClaimedAt = now };
            return await claims.TryWriteAsync(claim, stored?.ETag, CancellationToken.None) ? Tried.Done<string?>(null) : Tried<string?>.Overtaken;
        }, $"The key '{key}' kept being claimed by others.", cancellationToken, Overtaken.Tries);

    /// <summary>The claim of a key that a holder is about to lose, as it is before that; null: there is none that is its.</summary>
    public async Task<Stored<KeyClaim>?> FindAsync(string workspaceId, KeyedKind kind, string? key, string holder, CancellationToken cancellationToken) =>
        key is not null && await claims.ReadAsync(workspaceId, kind, key, cancellationToken) is { } stored && stored.Value.Holder == holder ? stored : null;

    /// <summary>
    /// Gives a key back when its holder has it no more. The claim is the one that was found before: if somebody has claimed since, it stays. That it could not be
    /// released is no fault of the request, which is done: whoever wants the key finds that its holder does not have it.
    /// </summary>
    public async Task ReleaseAsync(Stored<KeyClaim>? claim)
    {
        if (claim is null) return;
        try
        {
            await claims.ReleaseAsync(claim.Value, claim.ETag, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotReleased(claim.Value.Key, claim.Value.Holder, e);
        }
    }

    private async Task<bool> HasAsync(KeyClaim claim, CancellationToken cancellationToken) => claim.Key == claim.Kind switch
    {
        KeyedKind.Monitor => (await monitors.ReadAsync(claim.WorkspaceId, claim.Holder, cancellationToken))?.Value.Key,
        _ => (await channels.ReadAsync(claim.WorkspaceId, claim.Holder, cancellationToken))?.Value.Key,
    };

    [LoggerMessage(LogLevel.Warning, "The key {Key}, which {Holder} no longer has, could not be released.")]
    private partial void LogNotReleased(string key, string holder, Exception exception);
}
