using System.Collections.Concurrent;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Planning;

/// <summary>One run of the scheduler: read the cursor, plan, send, move the cursor.</summary>
public sealed class Scheduling(MonitorDirectory monitors, ICursorStore cursors, IMessageQueues queues, TimeProvider clock)
{
    private const int SendsAtOnce = 16;

    // Rounds for a region whose queue is away: tried again until they are too late. Only in memory, since one region's trouble must not hold the cursor of all.
    private IReadOnlyList<RoundRequest> _unsent = [];

    public async Task<ScheduleReport> RunAsync(CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.Zero, cancellationToken);
        var cursor = await cursors.ReadAsync(cancellationToken);
        var tick = Planner.Plan(monitors.Shards(), cursor?.Value, clock.GetUtcNow());
        PlannedMessage[] messages = [.. Dispatch.Messages(tick.Rounds.Concat(_unsent), clock.GetUtcNow())];
        var failures = new ConcurrentBag<(PlannedMessage Message, Exception Error)>();
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = cancellationToken },
            async (message, token) =>
            {
                try
                {
                    await queues.SendAsync(message.Queue, message.Message, message.VisibleIn, message.ExpiresIn, token);
                }
                catch (Exception e) when (!token.IsCancellationRequested)
                {
                    failures.Add((message, e));
                }
            });
        if (tick.Rounds.Count > 0 && messages.Length > 0 && failures.Count == messages.Length)
            throw new AggregateException("No round could be sent.", failures.Select(failure => failure.Error));

        // Another scheduler that moved it sent the same rounds: they count once.
        var moved = (cursor is not null && tick.Cursor == cursor.Value) || await cursors.TryMoveAsync(tick.Cursor, cursor?.ETag, cancellationToken);
        _unsent = [.. failures.SelectMany(failure => failure.Message.Message.Rounds)];
        return new ScheduleReport(tick.Rounds.Count, messages.Length, tick.Gap && cursor is not null, !moved)
        {
            QueuesAway = [.. failures.Select(failure => failure.Message.Queue).Distinct().Order(StringComparer.Ordinal)],
        };
    }
}

/// <summary>What a run of the scheduler did.</summary>
/// <param name="Rounds">Rounds planned.</param>
/// <param name="Messages">Messages sent.</param>
/// <param name="Gap">Nobody had planned for longer than the horizon: slots were left out.</param>
/// <param name="Overtaken">Another scheduler ran at the same time.</param>
public sealed record ScheduleReport(int Rounds, int Messages, bool Gap, bool Overtaken)
{
    /// <summary>Queues that took no message; theirs are tried again by the next run.</summary>
    public IReadOnlyList<string> QueuesAway { get; init; } = [];
}
