using System.Globalization;

namespace StatusHawk.Core.Watching;

public enum ExpositionFormat
{
    /// <summary>Prometheus' own, version 0.0.4: what is sent to whoever wishes nothing.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,
}

public static class ExpositionFormats
{
    public static string ContentType(this ExpositionFormat format) => format == ExpositionFormat.OpenMetrics
        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
        : "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>OpenMetrics for whoever names it, in a version that there is, and likes it no less than text.</summary>
    /// <param name="accept">The header's value; null: there is none.</param>
    public static ExpositionFormat Wanted(string? accept)
    {
        double open = 0, text = 0;
        foreach (var range in (accept ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            var quality = Quality(parts);
            switch (parts[0].ToLowerInvariant())
            {
                case "application/openmetrics-text" when Parameter(parts, "version") is null or "1.0.0" or "0.0.1":
                    open = Math.Max(open, quality);
                    break;
                case "text/plain" or "text/*":
                    text = Math.Max(text, quality);
                    break;
            }
        }

        return open > 0 && open >= text ? ExpositionFormat.OpenMetrics : ExpositionFormat.Text;
    }

    private static double Quality(string[] parts) => Parameter(parts, "q") switch
    {
        null => 1,
        var q when double.TryParse(q, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) => quality,
        _ => 0,
    };

    private static string? Parameter(string[] parts, string name) => parts
        .Skip(1)
        .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(part => part.Length == 2 && part[0].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(part => part[1].Trim('"'))
        .FirstOrDefault();
}
