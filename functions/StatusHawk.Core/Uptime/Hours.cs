using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>Hours and days of UTC, as the slots at which they begin.</summary>
public static class Hours
{
    public const int Seconds = 3_600;
    public const int DaySeconds = 86_400;

    public static readonly TimeSpan One = TimeSpan.FromHours(1);
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Slot HourOf(Slot slot) => new(Floor(slot.EpochSeconds, Seconds));

    public static Slot DayOf(Slot slot) => new(Floor(slot.EpochSeconds, DaySeconds));

    public static Slot StartOf(RollUpSpan span, Slot slot) => span == RollUpSpan.Hour ? HourOf(slot) : DayOf(slot);

    public static TimeSpan LengthOf(RollUpSpan span) => span == RollUpSpan.Hour ? One : Day;

    private static long Floor(long seconds, long unit) => seconds - (((seconds % unit) + unit) % unit);
}
