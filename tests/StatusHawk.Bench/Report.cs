using System.Globalization;

namespace StatusHawk.Bench;

/// <summary>Prints figures: a table for people, then a JSON line for each.</summary>
public static class Report
{
    public static void Print(IReadOnlyList<Figure> figures)
    {
        var width = figures.Max(figure => figure.Metric.Length);
        Console.WriteLine();
        foreach (var figure in figures)
        {
            var budget = figure.Budget is { } most ? $"{(figure.AtLeast ? "≥" : "≤")} {most.ToString("0.##", CultureInfo.InvariantCulture)}" : "";
            var verdict = figure.Pass switch { true => "ok", false => "OVER BUDGET", null => "" };
            // Small figures keep their digits: a budget of 0.03 is not judged by "0.01".
            var value = figure.Value.ToString(Math.Abs(figure.Value) < 0.1 ? "0.####" : "0.##", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Metric.PadRight(width)}  {value,10} {figure.Unit,-8} {budget,-10} {verdict}"));
        }

        Console.WriteLine();
        foreach (var figure in figures) Console.WriteLine(figure.ToJson());
    }

    /// <summary>The value that this share of the values does not exceed: nearest rank.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
