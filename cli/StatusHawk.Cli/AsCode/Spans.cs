using System.Globalization;
using System.Text.RegularExpressions;

namespace StatusHawk.Cli.AsCode;

/// <summary>Lengths of time as people write them in a file: <c>500ms</c>, <c>30s</c>, <c>1m30s</c>, <c>2h</c>, <c>1d</c>.</summary>
public static partial class Spans
{
    private static readonly (string Unit, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <returns>Whole milliseconds; null when it is none, or longer than a year.</returns>
    public static long? Milliseconds(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        decimal total = 0;
        for (var i = 0; i < match.Groups["number"].Captures.Count; i++)
        {
            if (!decimal.TryParse(match.Groups["number"].Captures[i].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000) return null;
            total += number * Units.First(unit => unit.Unit == match.Groups["unit"].Captures[i].Value).Milliseconds;
        }

        return total == decimal.Truncate(total) && total <= 366m * 86_400_000 ? (long)total : null;
    }

    /// <summary>In the largest unit that holds it in a whole number.</summary>
    public static string Of(long milliseconds)
    {
        var (unit, size) = Units.First(unit => milliseconds % unit.Milliseconds == 0 && (milliseconds != 0 || unit.Unit == "s"));
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / size}{unit}");
    }

    [GeneratedRegex("^(?:(?<number>[0-9]+(?:[.][0-9]+)?)(?<unit>ms|s|m|h|d))+$")]
    private static partial Regex Form();
}
