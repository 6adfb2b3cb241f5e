using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Planning;

/// <summary>One run of the scheduler: read the cursor, plan, send, move the cursor.</summary>
public sealed class Scheduling(MonitorDirectory monitors, ICursorStore cursors, IMessageQueues queues, TimeProvider clock)
{
    private const int SendsAtOnce = 16;

    public async Task<ScheduleReport> RunAsync(CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.Zero, cancellationToken);
        var cursor = await cursors.ReadAsync(cancellationToken);
        var tick = Planner.Plan(monitors.Shards(), cursor?.Value, clock.GetUtcNow());
        if (cursor is not null && tick.Cursor == cursor.Value) return new ScheduleReport(0, 0, Gap: false, Overtaken: false);

        PlannedMessage[] messages = [.. Dispatch.Messages(tick.Rounds, clock.GetUtcNow())];
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = cancellationToken },
            async (message, token) => await queues.SendAsync(message.Queue, message.Message, message.VisibleIn, message.ExpiresIn, token));

        // Another scheduler that moved it sent the same rounds: they count once.
        var moved = await cursors.TryMoveAsync(tick.Cursor, cursor?.ETag, cancellationToken);
        return new ScheduleReport(tick.Rounds.Count, messages.Length, tick.Gap && cursor is not null, !moved);
    }
}

/// <summary>What a run of the scheduler did.</summary>
/// <param name="Rounds">Rounds planned.</param>
/// <param name="Messages">Messages sent.</param>
/// <param name="Gap">Nobody had planned for longer than the horizon: slots were left out.</param>
/// <param name="Overtaken">Another scheduler ran at the same time.</param>
public sealed record ScheduleReport(int Rounds, int Messages, bool Gap, bool Overtaken);
