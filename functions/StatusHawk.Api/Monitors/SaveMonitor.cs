using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Saves a change of a monitor. One that moves it takes the new place, then saves, then leaves the old place: a crash between any two leaves it in the
/// shard that its document names, and at worst a place that nobody uses until the next change gives it back. So it is with its key: the new one is claimed before, the
/// old one released after.
/// </summary>
public sealed class SaveMonitor(IMonitorStore monitors, IShardStore shards, LeavePlaces leave, ClaimKey claim, Commands commands, Retrying retrying, TimeProvider clock)
{
    /// <param name="workspaceId">The caller's workspace.</param>
    /// <param name="monitorId">Anything: what is no id is missing.</param>
    /// <param name="change">Makes the new monitor of the stored one, or null when something is wrong. Called again when somebody else was faster.</param>
    /// <param name="cancellationToken">Heeded until the first write.</param>
    /// <param name="ifMatch">What the stored one must be; null: anything.</param>
    public async Task<Result<Monitor>> RunAsync(
        string workspaceId, string monitorId, Func<Monitor, FieldErrors, Monitor?> change, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<Monitor>.Missing();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var saved = false;
        var result = await retrying.ChangeAsync(async () =>
        {
            (var made, saved) = await TryAsync(workspaceId, monitorId, change, ifMatch, taken, taken.Count == 0 ? cancellationToken : CancellationToken.None);
            return made;
        }, "Others keep changing this monitor. Read it and try again.", CancellationToken.None);
        await leave.RunAsync(workspaceId, monitorId, taken);
        if (saved) await commands.SendAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = workspaceId, MonitorId = monitorId });
        return result;
    }

    // A null result: somebody else wrote meanwhile.
    private async Task<(Result<Monitor>? Result, bool Saved)> TryAsync(
        string workspaceId, string monitorId, Func<Monitor, FieldErrors, Monitor?> change, Precondition? ifMatch, HashSet<string> taken, CancellationToken cancellationToken)
    {
        if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { } stored) return (new Result<Monitor>.Missing(), false);
        if (ifMatch?.Holds(stored.Value) is false) return (new Result<Monitor>.Outdated(), false);
        var errors = new FieldErrors();
        if (change(stored.Value, errors) is not { } next) return (new Result<Monitor>.Invalid(errors.Items), false);

        // What an earlier change may have left behind.
        if (stored.Value.FormerPlaces is [.., var latest]) taken.Add(latest.Shard);
        if (Text(next) == Text(stored.Value)) return (new Result<Monitor>.Done(stored.Value) { Before = stored.Value }, false);

        Stored<KeyClaim>? released = null;
        if (next.Key != stored.Value.Key)
        {
            released = await claim.FindAsync(workspaceId, KeyedKind.Monitor, stored.Value.Key, monitorId, cancellationToken);
            if (next.Key is { } key && await claim.RunAsync(workspaceId, KeyedKind.Monitor, key, monitorId, cancellationToken) is { } other)
                return (new Result<Monitor>.Conflict(other), false);
        }

        var now = clock.Now();
        next = (next with { UpdatedAt = now }).Switched(stored.Value, now);
        if (next.IntervalSeconds != stored.Value.IntervalSeconds || !next.Regions.SequenceEqual(stored.Value.Regions))
        {
            var shard = await shards.TakePlaceAsync(workspaceId, monitorId, next.IntervalSeconds, next.Regions, CancellationToken.None);
            next = next.Moved(stored.Value, shard, now);
            taken.UnionWith([shard, stored.Value.Shard]);
        }

        if (!await monitors.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) return (null, false);
        await claim.ReleaseAsync(released);
        return (new Result<Monitor>.Done(next) { Before = stored.Value }, true);
    }

    private static string Text(Monitor monitor) => JsonSerializer.Serialize(monitor, StatusHawkJson.Options);
}
