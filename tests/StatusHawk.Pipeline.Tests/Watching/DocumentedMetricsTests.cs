using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using StatusHawk.Core.Watching;
using StatusHawk.Local;

namespace StatusHawk.Pipeline.Tests.Watching;

public sealed partial class DocumentedMetricsTests(Storage storage)
{
    [Fact]
    public async Task Every_metric_is_in_the_documentation_and_everything_there_is_a_metric()
    {
        var documentation = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"));
        var section = documentation[documentation.IndexOf("## Metrics", StringComparison.Ordinal)..documentation.IndexOf("## Where to look", StringComparison.Ordinal)];
        var documented = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Name().Matches(line.Split('|')[1])).Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith("dotnet", StringComparison.Ordinal)).ToArray();

        documented.ShouldBe(await AllAsync(), ignoreOrder: true);
    }

    private async Task<IReadOnlyList<string>> AllAsync()
    {
        var counted = typeof(Instruments).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Instrument>().ToArray();
        counted.Length.ShouldBeGreaterThan(15);
        var observed = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => { lock (observed) observed.Add(instrument); } };
        listener.Start();
        await using var app = await PipelineApp.StartAsync(storage);
        lock (observed)
        {
            return
            [
                .. counted.Concat(observed.Where(instrument => instrument.Meter.Name == Instruments.Name))
                    .Select(instrument => MetricNames.Family(instrument.Name, instrument.Unit) + (instrument.GetType().GetGenericTypeDefinition() == typeof(Counter<>) ? "_total" : ""))
                    .Distinct(),
            ];
        }
    }

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();
}
