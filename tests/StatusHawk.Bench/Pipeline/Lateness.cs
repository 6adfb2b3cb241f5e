using StatusHawk.Core.Checks;

namespace StatusHawk.Bench.Pipeline;

/// <summary>The slot that a check was for, and how long after it the check reached its target.</summary>
/// <param name="Slot">The newest one when it arrived: a check that is a whole interval late is taken for the next one's.</param>
/// <param name="Seconds">Below the interval; a little below zero for a check that came up to half a second early.</param>
public readonly record struct Lateness(Slot Slot, double Seconds)
{
    // The probe's timer may fire a moment before the slot: that is not an interval late.
    private const double EarlySeconds = 0.5;

    public static Lateness Of(DateTimeOffset arrival, int phaseSeconds, int intervalSeconds)
    {
        var sincePhase = (arrival - DateTimeOffset.UnixEpoch).TotalSeconds - phaseSeconds;
        var n = (long)Math.Floor((sincePhase + EarlySeconds) / intervalSeconds);
        return new(new Slot(phaseSeconds + (n * intervalSeconds)), sincePhase - (n * (double)intervalSeconds));
    }
}
