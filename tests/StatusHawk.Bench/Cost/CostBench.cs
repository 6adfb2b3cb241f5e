namespace StatusHawk.Bench.Cost;

/// <summary>What a month costs in Azure, by arithmetic alone: the tables of <c>docs/performance.md</c> and <c>docs/deployment.md</c>.</summary>
public static class CostBench
{
    public static Task<bool> RunAsync(string[] arguments)
    {
        Console.WriteLine($"Every 60 s from 3 regions; list prices of {Prices.Date}; \"check by check\" is one message and one row for each check.\n");
        Console.Write(CostTable.Markdown(Counted.Last));
        Console.WriteLine("\nWith all that a parameters file orders:\n");
        Console.Write(InstallationTable.Markdown(Counted.Last));
        Report.Print([.. CostTable.Sizes.Select(size => new Figure(
            "cost",
            $"{size:N0} monitors (baseline: check by check)",
            CostModel.Of(Load.InRounds(size, Counted.Last), Counted.Last).Total,
            "$/month",
            Baseline: CostModel.Of(Load.CheckByCheck(size, Counted.Last), Counted.Last).Total))]);
        return Task.FromResult(true);
    }
}
