using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Asks for hours to be summed up and days to be closed, when they are ready. Asked first, moved on after: a crash asks again, which is harmless.</summary>
public sealed class Summaries(MonitorDirectory monitors, IHistoryProgress progress, IMessageQueues queues, TimeProvider clock)
{
    private const int SendsAtOnce = 16;

    /// <summary>The number of requests sent.</summary>
    public async Task<int> RequestAsync(CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.FromSeconds(5), cancellationToken);
        return await RequestAsync(RollUpSpan.Hour, cancellationToken) + await RequestAsync(RollUpSpan.Day, cancellationToken);
    }

    private async Task<int> RequestAsync(RollUpSpan span, CancellationToken cancellationToken)
    {
        var done = await progress.ReadAsync(span, cancellationToken);
        var (from, ready) = HistoryPlan.Ready(span, done?.Value, clock.GetUtcNow());
        if (done is not null && ready.Count == 0) return 0;

        var shards = monitors.All().Select(monitor => (monitor.WorkspaceId, monitor.Shard)).Distinct().ToArray();
        var requests = ready.SelectMany(each => shards, (each, shard) => new RollUpRequest { Span = span, WorkspaceId = shard.WorkspaceId, Shard = shard.Shard, From = each }).ToArray();
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = cancellationToken },
            async (request, token) => await queues.SendAsync(Queues.RollUps, request, null, null, token));
        await progress.TryMoveAsync(span, ready.Count > 0 ? ready[^1] + Hours.LengthOf(span) : from, done?.ETag, cancellationToken);
        return requests.Length;
    }
}
