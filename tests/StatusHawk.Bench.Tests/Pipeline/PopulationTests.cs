using StatusHawk.Bench.Pipeline;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class PopulationTests
{
    [Fact]
    public void Monitors_fill_one_shard_after_the_other()
    {
        var population = Population.Of(120, 50, 10, "ws_a", ["us", "eu"], i => $"http://127.0.0.1/{i}");

        population.Monitors.CountBy(monitor => monitor.Shard).Select(shard => shard.Value).ShouldBe([50, 50, 20]);
        population.Shards.Count().ShouldBe(3);
        population.Monitors.Select(monitor => monitor.Http!.Url).Distinct().Count().ShouldBe(120);
        population.Regions.ShouldBe(["eu", "us"]);
        population.PhaseSeconds(119).ShouldBe(Phase.Of(population.Monitors[119].Shard, 10));
    }
}
