using System.Globalization;

namespace StatusHawk.Bench.Probe;

/// <summary>Whether the process that checks grows with the number of its checks.</summary>
public static class Memory
{
    private const int Concurrency = 16;
    private const double Megabyte = 1024 * 1024;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Workbench bench, Nginx nginx, int checks)
    {
        using var client = new ProbeClientProcess(bench);
        Console.WriteLine($"Memory: {checks} checks of HTTP in one process …");
        var resident = new List<double>();
        for (var tenth = 1; tenth <= 10; tenth++)
        {
            var answer = await client.RunAsync(new(nginx.HttpUrls, Concurrency, Checks: Math.Max(1, checks / 10)));
            resident.Add(answer.ResidentBytes / Megabyte);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {tenth * 10,3} %: RSS {resident[^1]:0.0} MB, managed heap {answer.HeapBytes / Megabyte:0.0} MB"));
        }

        return
        [
            new("probe", "RSS after 20 % of the checks", resident[1], "MB"),
            new("probe", "RSS after all checks", resident[^1], "MB"),
            new("probe", "RSS, all to 20 %", resident[^1] / resident[1], "×", 1.15),
        ];
    }
}
