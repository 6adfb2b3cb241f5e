using System.Collections.Concurrent;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>Judges monitors of one shard by its log, and writes what holds where that changed.</summary>
public sealed class Evaluation(
    ICheckLog log, ILiveStore live, LiveView view, MonitorDirectory monitors, SelfCall self, VerdictOptions options, Retrying retrying, TimeProvider clock)
{
    private readonly SharedRuns<string, Evaluated> _runs = new(clock);
    private readonly ConcurrentDictionary<string, long> _troubledAt = new(StringComparer.Ordinal);

    /// <summary>
    /// Repeating it is harmless, and those who ask at once share one look at the log, and all that came of it: an outage of a whole shard comes in many
    /// messages.
    /// </summary>
    /// <param name="workspaceId">The monitors' workspace.</param>
    /// <param name="shard">The shard whose log gave the occasion, read beside those that the monitors are in; null: only those.</param>
    /// <param name="monitorIds">The monitors to judge; one that is deleted loses its live state.</param>
    public Task<Evaluated> RunAsync(string workspaceId, string? shard, IReadOnlyCollection<string> monitorIds, CancellationToken cancellationToken) =>
        RunAsync(workspaceId, shard, monitorIds, TimeSpan.Zero, cancellationToken);

    /// <summary>For one who can wait until that long after the last look at the shard's log: more will share this one.</summary>
    public Task<Evaluated> RunAsync(string workspaceId, string? shard, IReadOnlyCollection<string> monitorIds, TimeSpan apart, CancellationToken cancellationToken) =>
        WatchedEvaluation.CountAsync(
            () => _runs.RunAsync($"{workspaceId}|{shard}", monitorIds, all => JudgeAsync(workspaceId, shard, all, CancellationToken.None), apart, cancellationToken));

    /// <summary>
    /// Whether this process has judged a monitor in trouble within that time. What was recorded since was judged by who recorded it, so that its live state is as good
    /// as a new look; only votes that expired since may still stand.
    /// </summary>
    public bool HasJudged(string monitorId, TimeSpan within) => _troubledAt.TryGetValue(monitorId, out var at) && clock.GetElapsedTime(at) < within;

    private async Task<Evaluated> JudgeAsync(string workspaceId, string? shard, IReadOnlyCollection<string> monitorIds, CancellationToken cancellationToken)
    {
        var done = new List<Attempt>();
        var open = monitorIds.Distinct().ToArray();
        return await retrying.WhenAwayAsync(() => retrying.WhenOvertakenAsync(async () =>
        {
            var outcomes = await RunOnceAsync(workspaceId, shard, open, cancellationToken);
            done.AddRange(outcomes.Where(outcome => outcome is { Contended: false, Away: null }));
            open = [.. outcomes.Where(outcome => outcome is { Contended: true } or { Away: not null }).Select(outcome => outcome.MonitorId)];

            // Only now: what is written is told, whatever becomes of the others.
            if (outcomes.FirstOrDefault(outcome => outcome.Away is not null)?.Away is { } away) throw new StoreUnavailableException(away.Message, away, away.RetryAfter);
            return open.Length == 0 ? Tried.Done(Sum(done)) : Tried<Evaluated>.Overtaken;
        }, $"Live states of shard {shard} kept changing while they were written.", cancellationToken), cancellationToken);
    }

    private static Evaluated Sum(List<Attempt> done) => new(done.Any(outcome => outcome.Changed), WantsOf(done), [.. done.Select(outcome => outcome.Live).OfType<LiveState>()]);

    private static Wants WantsOf(IEnumerable<Attempt> done)
    {
        var judged = done.Where(outcome => outcome is { Live: not null, Monitor: not null }).ToArray();
        return new(
            [.. judged.Where(outcome => Wants.Confirmation(outcome.Live!)).Select(outcome => outcome.Monitor!.Shard).Distinct()],
            [.. judged.Where(outcome => Wants.Following(outcome.Live!, outcome.Monitor!)).Select(outcome => outcome.Live!.IncidentId!)]);
    }

    private async Task<IReadOnlyList<Attempt>> RunOnceAsync(string workspaceId, string? shard, string[] monitorIds, CancellationToken cancellationToken)
    {
        // Live states first, the log after: a state that was written on a newer log has a newer ETag, and this write then fails.
        var subjects = await Task.WhenAll(monitorIds.Select(async id =>
            (Id: id, Monitor: await monitors.FindAsync(workspaceId, id, cancellationToken), Live: await live.ReadAsync(workspaceId, id, cancellationToken))));
        var (now, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var entries = await ReadLogAsync(shard, [.. subjects.Select(subject => subject.Monitor).OfType<Monitor>()], now, cancellationToken);

        return await Task.WhenAll(subjects.Select(async subject =>
        {
            if (subject.Monitor is null) return await RemoveAsync(workspaceId, subject.Id, subject.Live is not null, cancellationToken);

            var judgement = subject.Monitor.Kind == MonitorKind.Heartbeat
                ? Heartbeats.Of(entries, await ReadOwnCallsAsync(entries, subject.Monitor, subject.Live?.Value, now, cancellationToken), subject.Monitor, subject.Live?.Value, now)
                : Verdicts.Of(entries, subject.Monitor, options, now);
            var next = LiveStates.After(subject.Live?.Value, subject.Monitor, judgement);
            var attempt = ReferenceEquals(next, subject.Live?.Value)
                ? new Attempt(subject.Id, subject.Monitor, next, Changed: false)
                : await WriteAsync(subject.Monitor, next, subject.Live?.ETag, cancellationToken);
            if (attempt.Live is not null) Note(next, began);
            return attempt;
        }));
    }

    private void Note(LiveState state, long began)
    {
        view.Note(state);
        if (state.EpisodeSince is null) _troubledAt.TryRemove(state.MonitorId, out _);
        else _troubledAt[state.MonitorId] = began;
    }

    private async Task<Attempt> WriteAsync(Monitor monitor, LiveState next, string? etag, CancellationToken cancellationToken)
    {
        try
        {
            return await live.TryWriteAsync(next, etag, cancellationToken) ? new Attempt(monitor.Id, monitor, next, Changed: true) : new Attempt(monitor.Id, Contended: true);
        }
        catch (StoreUnavailableException e)
        {
            return new Attempt(monitor.Id, Away: e);
        }
    }

    private async Task<IReadOnlyList<LogEntry>> ReadLogAsync(string? shard, Monitor[] judged, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var enabled = judged.Where(monitor => monitor.Enabled).ToArray();
        if (enabled.Length == 0) return [];

        var from = enabled.Select(monitor => ReadFrom(monitor, now)).Min();

        // A monitor that has just moved has its last votes in the shard it came from.
        var shards = enabled.SelectMany(monitor => monitor.ShardsSince(from)).Concat(shard is null ? [] : [shard]).Distinct();
        var logs = await Task.WhenAll(shards.Select(each => log.ReadAsync(each, from, cancellationToken)));
        return [.. logs.SelectMany(entries => entries)];
    }

    private Slot ReadFrom(Monitor monitor, DateTimeOffset now) =>
        monitor.Heartbeat is { } heartbeat ? Heartbeats.ReadFrom(heartbeat, now) : Verdicts.ReadFrom(monitor, options, now);

    private async Task<IReadOnlyCollection<Slot>?> ReadOwnCallsAsync(
        IReadOnlyList<LogEntry> entries, Monitor monitor, LiveState? before, DateTimeOffset now, CancellationToken cancellationToken) =>
        !self.IsMade ? null
        : Heartbeats.OwnCallsFrom(entries, monitor, before, now) is { } from ? [.. (await log.ReadAsync(Heartbeats.SelfShard, from, cancellationToken)).Select(entry => entry.Slot)]
        : [];

    private async Task<Attempt> RemoveAsync(string workspaceId, string monitorId, bool present, CancellationToken cancellationToken)
    {
        await live.DeleteAsync(workspaceId, monitorId, cancellationToken);
        view.Forget(workspaceId, monitorId);
        _troubledAt.TryRemove(monitorId, out _);
        return new Attempt(monitorId, Changed: present);
    }

    private sealed record Attempt(string MonitorId, Monitor? Monitor = null, LiveState? Live = null, bool Changed = false, bool Contended = false, StoreUnavailableException? Away = null);
}
