using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Checks;

/// <summary>
/// Takes in what probes report: stores it, and judges those monitors for which it could change anything. A message may come twice, late or in another order:
/// entries are stored once by their id, and a verdict depends on the log alone. An outage of many monitors comes in many messages, which share a few looks.
/// </summary>
public sealed class Recording(
    ICheckLog log, RegionFreshness freshness, RegionAbilities abilities, JudgedObservations judged, MonitorDirectory monitors, LiveView view, Evaluation evaluation,
    LateRounds late, DeletedWorkspaces deleted, IMessageQueues queues, Retrying retrying, VerdictOptions verdicts, RecordingOptions options, TimeProvider clock)
{
    private const int WritesAtOnce = 32;
    private static readonly TimeSpan ViewMaxAge = TimeSpan.FromSeconds(5);

    public async Task RecordAsync(ResultsMessage message, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        // Before anything is stored: a message may come days after its workspace was deleted.
        message = message with { Entries = await retrying.WhenAwayAsync(() => deleted.WithoutAsync(message.Entries, cancellationToken), cancellationToken) };
        await Parallel.ForEachAsync(
            message.Entries,
            new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken },
            async (entry, token) => await retrying.WhenAwayAsync(() => log.AppendAsync(entry, token), token));
        await late.ReopenAsync(message.Entries, cancellationToken);

        await monitors.RefreshAsync(ViewMaxAge, cancellationToken);
        await view.RefreshAsync(ViewMaxAge, cancellationToken);
        foreach (var entry in message.Entries) freshness.Note(entry);
        if (message.Report is { } report) abilities.Note(report);

        var now = clock.GetUtcNow();
        var news = message.Entries.SelectMany(entry => entry.Results.Where(result => IsNews(entry, result, now)), (entry, result) => new Observation(entry, result));

        // At once: a look that waits for others of its shard keeps no other shard waiting.
        await Task.WhenAll(news
            .GroupBy(observation => (observation.Entry.WorkspaceId, observation.Entry.Shard))
            .Select(shard => JudgeAsync(shard.Key.WorkspaceId, shard.Key.Shard, [.. shard], orchestrations, cancellationToken)));
    }

    private async Task JudgeAsync(string workspaceId, string shard, Observation[] news, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        string[] touched = [.. news.Select(observation => observation.Result.MonitorId).Distinct()];
        var apart = news.Any(observation => observation.Entry.Kind == EntryKind.Opinion) ? options.OpinionsApart : options.LooksApart;
        var evaluated = await evaluation.RunAsync(workspaceId, shard, touched, apart, cancellationToken);
        await evaluated.Wants.MeetAsync(workspaceId, orchestrations, evaluated.Changed, cancellationToken);
        if (evaluated.Changed) await queues.SendAsync(Queues.Republish, new RepublishRequest { WorkspaceId = workspaceId }, null, null, cancellationToken);
        foreach (var (entry, result) in news) judged.Note(entry, result);
    }

    private bool IsNews(LogEntry entry, CheckResult result, DateTimeOffset now) =>
        LiveStates.MayChange(view.Find(result.MonitorId), entry.Region, result.Outcome) && !judged.Has(entry, result) && !IsHistory(entry, result.MonitorId, now);

    // What no verdict of today reaches back to.
    private bool IsHistory(LogEntry entry, string monitorId, DateTimeOffset now) =>
        entry.Kind != EntryKind.Ping && monitors.Find(monitorId) is { } monitor && entry.Slot < Verdicts.Verdicts.ReadFrom(monitor, verdicts, now);

    private readonly record struct Observation(LogEntry Entry, CheckResult Result);
}
