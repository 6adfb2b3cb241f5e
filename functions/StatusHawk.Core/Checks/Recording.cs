using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Checks;

/// <summary>
/// Takes in what probes report: stores it, and judges those monitors for which it could change anything. A message may come twice, late or in
/// another order: entries are stored once by their id, and a verdict depends on the log alone.
/// </summary>
public sealed class Recording(
    ICheckLog log, RegionFreshness freshness, RegionAbilities abilities, MonitorDirectory monitors, LiveView view, Evaluation evaluation, LateRounds late,
    IMessageQueues queues)
{
    private const int WritesAtOnce = 32;
    private static readonly TimeSpan ViewMaxAge = TimeSpan.FromSeconds(5);

    public async Task RecordAsync(ResultsMessage message, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            message.Entries,
            new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken },
            async (entry, token) => await log.AppendAsync(entry, token));
        await late.ReopenAsync(message.Entries, cancellationToken);

        await monitors.RefreshAsync(ViewMaxAge, cancellationToken);
        await view.RefreshAsync(ViewMaxAge, cancellationToken);
        foreach (var entry in message.Entries) freshness.Note(entry);
        if (message.Report is { } report) abilities.Note(report);

        foreach (var shard in message.Entries.GroupBy(entry => (entry.WorkspaceId, entry.Shard)))
        {
            string[] touched = [.. shard.SelectMany(entry => Touched(entry)).Distinct()];
            if (touched.Length == 0) continue;
            var evaluated = await evaluation.RunAsync(shard.Key.WorkspaceId, shard.Key.Shard, touched, cancellationToken);
            await evaluated.Wants.MeetAsync(shard.Key.WorkspaceId, orchestrations, cancellationToken);
            if (evaluated.Changed)
                await queues.SendAsync(Queues.Republish, new RepublishRequest { WorkspaceId = shard.Key.WorkspaceId }, null, null, cancellationToken);
        }
    }

    private IEnumerable<string> Touched(LogEntry entry) => entry.Results
        .Where(result => LiveStates.MayChange(view.Find(result.MonitorId), entry.Region, result.Outcome))
        .Select(result => result.MonitorId);
}
