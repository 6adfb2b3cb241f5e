using System.Globalization;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>Durations as people write them in a condition: <c>500ms</c>, <c>2s</c>, <c>48h</c>, <c>14d</c>.</summary>
internal static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>The duration in the largest unit that divides it.</summary>
    public static string Write(TimeSpan time)
    {
        var (unit, length) = Array.Find(Units[1..], one => time != TimeSpan.Zero && time.Ticks % one.Length.Ticks == 0) is { Unit: not null } found ? found : Units[0];
        return string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / length.Ticks}{unit}");
    }

    /// <param name="text">A number and its unit.</param>
    /// <param name="bare">The unit of a number without one; null: it needs one.</param>
    /// <returns>Null when it is no duration of whole milliseconds up to ten years.</returns>
    public static TimeSpan? Read(string text, TimeSpan? bare)
    {
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789.");
        var number = digits < 0 ? text : text[..digits];
        var length = digits < 0 ? bare : Array.Find(Units, one => one.Unit == text[digits..]) is { Unit: not null } unit ? unit.Length : null;
        if (length is null || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) return null;
        var milliseconds = count * length.Value.TotalMilliseconds;
        return milliseconds == Math.Floor(milliseconds) && milliseconds <= Longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }
}
