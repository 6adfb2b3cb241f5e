using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>What came so late that its hour had been summed up without it.</summary>
public sealed class LateRounds(IMessageQueues queues, UptimeOptions options, TimeProvider clock)
{
    /// <param name="entries">All that a message brought: whether one is new to the log cannot be asked, since the process that stored it may have died here.</param>
    /// <param name="cancellationToken">Ends sending.</param>
    public async Task ReopenAsync(IEnumerable<LogEntry> entries, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hours = entries
            .Where(entry => entry.WorkspaceId.Length > 0)
            .Select(entry => (entry.WorkspaceId, entry.Shard, Hour: Hours.HourOf(entry.Slot)))
            .Where(entry => HistoryPlan.IsOver(RollUpSpan.Hour, entry.Hour, now))
            .Distinct();
        foreach (var (workspaceId, shard, hour) in hours)
        {
            var request = new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = workspaceId, Shard = shard, From = hour };

            // Late rounds come in crowds: by then the others of their hour are there too.
            await queues.SendAsync(Queues.RollUps, request, options.GatherLate, null, cancellationToken);
        }
    }
}
