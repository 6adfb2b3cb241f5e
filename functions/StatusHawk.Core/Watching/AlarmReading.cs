using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Core.Watching;

/// <summary>Gathers what an operator's alarms rest on. It never fails: what a store does not tell is as it was when it last did.</summary>
public sealed class AlarmReading(ICursorStore cursors, RegionSilence regions, QueueDepths queues, Watchdog watchdog, TimeProvider clock)
{
    private const string None = "-";

    // Until it is read how far is planned, nothing is: the lag of an installation that has never planned grows from the start on.
    private Slot _planned = Slot.Of(clock.GetUtcNow());

    public async Task<AlarmFigures> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await cursors.ReadAsync(cancellationToken) is { } cursor) _planned = cursor.Value;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever plans cannot move it either.
        }

        var silent = await regions.LookAsync(cancellationToken);
        var oldest = queues.Oldest;
        return new AlarmFigures(
            (long)Planner.Lag(_planned, clock.GetUtcNow()).TotalSeconds,
            (long)(oldest?.Age.TotalSeconds ?? 0),
            oldest?.Queue ?? None,
            queues.Poison,
            silent.Count == 0 ? None : string.Join(',', silent),
            watchdog.Alerts?.Untold ?? 0);
    }
}
