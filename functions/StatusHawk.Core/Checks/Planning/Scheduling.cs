using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Planning;

/// <summary>One run of the scheduler: read the cursor, plan, send, move the cursor.</summary>
public sealed class Scheduling(MonitorDirectory monitors, ICursorStore cursors, IMessageQueues queues, TimeProvider clock)
{
    /// <summary>To one queue. Each region has a share of its own, so that none waits behind one that does not answer.</summary>
    private const int SendsAtOnce = 8;

    // Rounds for a region whose queue is away: tried again until they are too late. Only in memory, since one region's trouble must not hold the cursor of all.
    private IReadOnlyList<RoundRequest> _unsent = [];

    /// <summary>Up to where this process has planned; null before its first run.</summary>
    public Slot? PlannedTo { get; private set; }

    public async Task<ScheduleReport> RunAsync(CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(TimeSpan.Zero, cancellationToken);
        var cursor = await cursors.ReadAsync(cancellationToken);
        var tick = Planner.Plan(monitors.Shards(), cursor?.Value, clock.GetUtcNow());
        PlannedMessage[] messages = [.. Dispatch.Messages(tick.Rounds.Concat(_unsent), clock.GetUtcNow())];
        var sendings = await Task.WhenAll(messages.GroupBy(message => message.Queue).Select(queue => SendAsync(queue.Key, [.. queue], cancellationToken)));
        if (tick.Rounds.Count > 0 && messages.Length > 0 && sendings.Sum(sending => sending.Unsent.Count) == messages.Length)
            throw new AggregateException("No round could be sent.", sendings.SelectMany(sending => sending.Errors));

        // Another scheduler that moved it sent the same rounds: they count once.
        var moved = (cursor is not null && tick.Cursor == cursor.Value) || await cursors.TryMoveAsync(tick.Cursor, cursor?.ETag, cancellationToken);
        PlannedTo = tick.Cursor;
        _unsent = [.. sendings.SelectMany(sending => sending.Unsent).SelectMany(message => message.Message.Rounds)];
        return new ScheduleReport(tick.Rounds.Count, messages.Length, tick.Gap && cursor is not null, !moved)
        {
            QueuesAway = [.. sendings.Where(sending => sending.Unsent.Count > 0).Select(sending => sending.Queue).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Sends what it can. A queue that has refused as many as go at once gets no more in this run; one message that nobody could send stops no other.</summary>
    private async Task<Sending> SendAsync(string queue, IReadOnlyList<PlannedMessage> messages, CancellationToken cancellationToken)
    {
        var sending = new Sending(queue, [], []);
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = SendsAtOnce, CancellationToken = cancellationToken }, async (message, token) =>
        {
            try
            {
                // A thousand messages take a while: when each is seen is said at its own sending.
                var now = clock.GetUtcNow();
                if (!PlannedMessage.IsWorthSending(message.GoneAt, now)) return;
                if (sending.HasGivenUp) sending.Leave(message);
                else await queues.SendAsync(queue, message.Message, message.VisibleIn(now), message.GoneAt - now, token);
            }
            catch (Exception e) when (!token.IsCancellationRequested)
            {
                sending.Leave(message, e);
            }
        });
        return sending;
    }

    /// <summary>What became of one queue's messages.</summary>
    private sealed record Sending(string Queue, List<PlannedMessage> Unsent, List<Exception> Errors)
    {
        public bool HasGivenUp
        {
            get
            {
                lock (Unsent) return Errors.Count >= SendsAtOnce;
            }
        }

        public void Leave(PlannedMessage message, Exception? error = null)
        {
            lock (Unsent)
            {
                Unsent.Add(message);
                if (error is not null) Errors.Add(error);
            }
        }
    }
}

/// <summary>What a run of the scheduler did.</summary>
/// <param name="Rounds">Rounds planned.</param>
/// <param name="Messages">Messages sent.</param>
/// <param name="Gap">Nobody had planned for longer than the horizon: slots were left out.</param>
/// <param name="Overtaken">Another scheduler ran at the same time.</param>
public sealed record ScheduleReport(int Rounds, int Messages, bool Gap, bool Overtaken)
{
    /// <summary>Queues that took not all of their messages; those are tried again by the next run.</summary>
    public IReadOnlyList<string> QueuesAway { get; init; } = [];
}
