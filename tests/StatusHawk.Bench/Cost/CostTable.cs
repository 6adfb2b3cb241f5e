using System.Globalization;
using System.Text;

namespace StatusHawk.Bench.Cost;

/// <summary>The table of <c>docs/performance.md</c>.</summary>
public static class CostTable
{
    /// <summary>The sizes of installation that it shows.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [10, 1_000, 100_000];

    private static readonly (string Name, Func<Bill, double> Of)[] Lines =
    [
        ("probes (Functions)", bill => bill.Probes),
        ("Pipeline and Api (Functions)", bill => bill.Apps),
        ("queue operations", bill => bill.Queues),
        ("request units", bill => bill.Requests),
        ("documents stored", bill => bill.Storage),
        ("traffic", bill => bill.Traffic),
        ("**together**", bill => bill.Total),
    ];

    /// <summary>Markdown, with a line's end after each line.</summary>
    public static string Markdown(Counted counted)
    {
        var table = new StringBuilder("| US dollars a month |");
        foreach (var size in Sizes) table.Append(CultureInfo.InvariantCulture, $" {size:N0} monitors | check by check |");
        table.Append("\n|---|").Insert(table.Length, "--:|--:|", Sizes.Count).Append('\n');
        Bill[] bills = [.. Sizes.SelectMany(size => new[] { CostModel.Of(Load.InRounds(size, counted), counted), CostModel.Of(Load.CheckByCheck(size, counted), counted) })];
        foreach (var (name, of) in Lines)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} |");
            foreach (var bill in bills) table.Append(' ').Append(Dollars(of(bill))).Append(" |");
            table.Append('\n');
        }

        return table.ToString();
    }

    internal static string Dollars(double dollars) => dollars.ToString(dollars < 100 ? "0.00" : "N0", CultureInfo.InvariantCulture);
}
