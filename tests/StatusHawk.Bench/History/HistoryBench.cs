namespace StatusHawk.Bench.History;

/// <summary>History: exact in numbers, cheap to make, quick to read.</summary>
public static class HistoryBench
{
    public static async Task<bool> RunAsync(string[] arguments)
    {
        var only = Arguments.Word(arguments, "only", ["simulation", "charts"]);
        var figures = new List<Figure>();
        if (only is null or "simulation") figures.AddRange(await SimulationBench.RunAsync(Arguments.Number(arguments, "monitors", 100_000)));
        if (only is null or "charts") figures.AddRange(await ChartsBench.RunAsync());
        Report.Print(figures);
        return figures.All(figure => figure.Pass != false);
    }
}
