using System.Globalization;
using Microsoft.AspNetCore.Http;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>Which stretch of the past somebody asks for, and how finely.</summary>
public enum HistoryStep
{
    /// <summary>Every check.</summary>
    Raw,
    Hour,
    Day,
}

/// <summary>What stands behind the question mark.</summary>
/// <param name="Step">How finely.</param>
/// <param name="From">Where it begins: a whole hour, but for raw checks.</param>
/// <param name="To">Where it ends, not included.</param>
public sealed record HistoryQuery(HistoryStep Step, Slot From, Slot To)
{
    /// <summary>The longest stretch of each step, and what is shown when nobody says.</summary>
    private static readonly Dictionary<HistoryStep, (TimeSpan Longest, TimeSpan Usual)> Limits = new()
    {
        [HistoryStep.Raw] = (TimeSpan.FromHours(24), Hours.One),
        [HistoryStep.Hour] = (TimeSpan.FromDays(31), TimeSpan.FromHours(24)),
        [HistoryStep.Day] = (TimeSpan.FromDays(400), TimeSpan.FromDays(90)),
    };

    // What is almost a time must not be taken for another one: 1.5 is no fifth of January.
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>The query, or one sentence that says what is wrong with it.</summary>
    public static (HistoryQuery? Query, string? Error) Read(IQueryCollection query, DateTimeOffset now)
    {
        var named = query["step"].ToString();
        if (!TryStep(named, out var step)) return (null, "step must be raw, hour or day.");
        if (!TryTime(query["to"], out var to)) return (null, "to must be a time such as 2026-03-01T12:00:00Z.");
        if (!TryTime(query["from"], out var from)) return (null, "from must be a time such as 2026-03-01T12:00:00Z.");

        var (longest, usual) = Limits[step];
        var end = Up(step, to ?? now);
        var start = from is { } first ? Down(step, first) : step == HistoryStep.Day ? Hours.DayOf(end - TimeSpan.FromSeconds(1)) + Hours.Day - usual : end - usual;
        if (start >= end) return (null, "from must be before to.");
        return end.Time - start.Time > longest
            ? (null, $"With step={Name(step)} at most {Words(longest)} can be read at once.")
            : (new HistoryQuery(step, start, end), null);
    }

    public static string Name(HistoryStep step) => step switch { HistoryStep.Raw => "raw", HistoryStep.Hour => "hour", _ => "day" };

    // Whole hours, the one that is not over included.
    private static Slot Up(HistoryStep step, DateTimeOffset time) => step == HistoryStep.Raw
        ? Slot.Of(time) + TimeSpan.FromSeconds(1)
        : Hours.HourOf(Slot.Of(time) + TimeSpan.FromSeconds(Hours.Seconds - 1));

    private static Slot Down(HistoryStep step, DateTimeOffset time) => step == HistoryStep.Raw ? Slot.Of(time) : Hours.HourOf(Slot.Of(time));

    private static bool TryStep(string name, out HistoryStep step)
    {
        step = name switch { "raw" => HistoryStep.Raw, "day" => HistoryStep.Day, _ => HistoryStep.Hour };
        return name is "" or "raw" or "hour" or "day";
    }

    private static bool TryTime(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (!DateTimeOffset.TryParseExact(text, Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read)) return false;
        if (read.Year is < 2000 or > 2200) return false;
        time = read;
        return true;
    }

    private static string Words(TimeSpan span) => span.TotalDays >= 2 ? $"{span.TotalDays:0} days" : $"{span.TotalHours:0} hours";
}
