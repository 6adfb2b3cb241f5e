using System.Globalization;
using System.Text;

namespace StatusHawk.Core.Watching;

/// <summary>Writes metrics as Prometheus reads them: its own text format, or OpenMetrics.</summary>
public static class Exposition
{
    public static string Write(IEnumerable<MetricFamily> families, ExpositionFormat format)
    {
        var text = new StringBuilder();
        foreach (var family in families) Write(text, family, format == ExpositionFormat.OpenMetrics);
        if (format == ExpositionFormat.OpenMetrics) text.Append("# EOF\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family, bool open)
    {
        // Only in OpenMetrics a counter's family has another name than its samples.
        var sample = family.Type == MetricType.Counter ? family.Name + "_total" : family.Name;
        var name = open ? family.Name : sample;
        text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(family.Help, quotes: open)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type.ToString().ToLowerInvariant()).Append('\n');
        if (open && family.Unit is { } unit) text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        foreach (var point in family.Points)
        {
            if (point is MetricPoint.Number number) Sample(text, sample, point.Labels, null, number.Value);
            else Write(text, family.Name, (MetricPoint.Distribution)point, open);
        }
    }

    private static void Write(StringBuilder text, string name, MetricPoint.Distribution spread, bool open)
    {
        long below = 0;
        for (var i = 0; i < spread.Counts.Count; i++)
        {
            below += spread.Counts[i];
            Sample(text, name + "_bucket", spread.Labels, i < spread.Bounds.Count ? Bound(spread.Bounds[i], open) : "+Inf", below);
        }

        Sample(text, name + "_sum", spread.Labels, null, spread.Sum);
        Sample(text, name + "_count", spread.Labels, null, below);
    }

    private static void Sample(StringBuilder text, string name, IReadOnlyList<MetricLabel> labels, string? le, double value)
    {
        text.Append(name);
        var separator = '{';
        foreach (var label in labels)
        {
            text.Append(separator).Append(label.Name).Append("=\"").Append(Escaped(label.Value, quotes: true)).Append('"');
            separator = ',';
        }

        if (le is not null)
        {
            text.Append(separator).Append("le=\"").Append(le).Append('"');
            separator = ',';
        }

        if (separator == ',') text.Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    // OpenMetrics wants a bound to look like the float that it is, so that both ends agree about the label.
    private static string Bound(double bound, bool open) =>
        open && double.IsInteger(bound) && Math.Abs(bound) < 1e15 ? bound.ToString("0.0", CultureInfo.InvariantCulture) : Number(bound);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text, bool quotes)
    {
        var escaped = text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
