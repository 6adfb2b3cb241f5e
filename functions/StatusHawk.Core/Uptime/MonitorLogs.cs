using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Reads what the log holds of monitors, wherever they were in the stretch that is to be judged.</summary>
public sealed class MonitorLogs(ICheckLog log, VerdictOptions options)
{
    /// <summary>A shard's entries that matter for these monitors in a stretch of time.</summary>
    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, IReadOnlyCollection<Monitor> members, Slot from, Slot to, CancellationToken cancellationToken)
    {
        var (first, last) = Range(members, from, to);
        return log.ReadAsync(shard, first, last, cancellationToken);
    }

    /// <summary>Each monitor's entries by its id, with its own result only, sorted by slot.</summary>
    /// <param name="members">The monitors.</param>
    /// <param name="from">Where the stretch begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="read">Logs that have been read already, by shard.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<IReadOnlyDictionary<string, List<LogEntry>>> ReadAsync(
        IReadOnlyCollection<Monitor> members, Slot from, Slot to, Dictionary<string, IReadOnlyList<LogEntry>> read, CancellationToken cancellationToken)
    {
        var first = Range(members, from, to).From;
        foreach (var shard in members.SelectMany(monitor => monitor.ShardsSince(first)).Distinct().Where(shard => !read.ContainsKey(shard)).ToArray())
            read[shard] = await ReadAsync(shard, members, from, to, cancellationToken);

        var own = members.ToDictionary(monitor => monitor.Id, _ => new List<LogEntry>());
        foreach (var entry in read.Values.SelectMany(entries => entries).OrderBy(entry => entry.Slot).ThenBy(entry => entry.Shard, StringComparer.Ordinal).ThenBy(entry => entry.Id, StringComparer.Ordinal))
        {
            foreach (var result in entry.Results)
            {
                if (own.TryGetValue(result.MonitorId, out var entries)) entries.Add(entry with { Results = [result] });
            }
        }

        return own;
    }

    private (Slot From, Slot To) Range(IReadOnlyCollection<Monitor> members, Slot from, Slot to) => members.Count == 0
        ? (from, to)
        : (members.Select(monitor => Replay.ReadFrom(monitor, options, from)).Min(), members.Select(monitor => Replay.ReadTo(monitor, options, to)).Max());
}
