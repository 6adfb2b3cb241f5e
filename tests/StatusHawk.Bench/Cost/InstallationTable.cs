using System.Globalization;
using System.Text;

namespace StatusHawk.Bench.Cost;

/// <summary>The table of <c>docs/deployment.md</c>: what a month costs with each parameters file.</summary>
public static class InstallationTable
{
    /// <summary>The sizes that it shows.</summary>
    public static IReadOnlyList<Installation> Sizes { get; } = [Installation.Small, Installation.Production, Installation.Large];

    private static readonly (string Name, Func<FullBill, double> Of)[] Lines =
    [
        ("probes (Functions)", bill => bill.Probes),
        ("Pipeline and Api (Functions)", bill => bill.Apps),
        ("queue operations", bill => bill.Queues),
        ("documents (Cosmos DB)", bill => bill.Documents),
        ("traffic", bill => bill.Traffic),
        ("private networks", bill => bill.Networks),
        ("dashboard", bill => bill.Dashboard),
        ("alarms and logs", bill => bill.Watching),
        ("**together**", bill => bill.Total),
    ];

    /// <summary>Markdown, with a line's end after each line.</summary>
    public static string Markdown(Counted counted)
    {
        var table = new StringBuilder("| US dollars a month |");
        foreach (var size in Sizes) table.Append(CultureInfo.InvariantCulture, $" {size.Monitors:N0} monitors, {size.Regions} regions |");
        table.Append("\n|---|").Insert(table.Length, "--:|", Sizes.Count).Append('\n');
        FullBill[] bills = [.. Sizes.Select(size => FullBill.Of(size, counted))];
        foreach (var (name, of) in Lines)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {name} |");
            foreach (var bill in bills) table.Append(' ').Append(CostTable.Dollars(of(bill))).Append(" |");
            table.Append('\n');
        }

        return table.ToString();
    }
}
