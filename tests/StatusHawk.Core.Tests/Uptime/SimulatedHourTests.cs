using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class SimulatedHourTests
{
    [Fact]
    public async Task What_is_planned_probed_recorded_and_summed_up_is_what_was_generated_to_the_observation()
    {
        const int Monitors = 600;
        var hour = new SimulatedHour(Monitors);

        var totals = await hour.RunAsync(TestContext.Current.TestOutputHelper!.WriteLine);

        totals.Hours.ShouldBe(Monitors);
        totals.Observations.ShouldBe(Monitors * 3 * 60);
        totals.Generated.Keys.Select(key => key.Outcome).Distinct().ShouldBe([Outcome.Up, Outcome.Down], ignoreOrder: true);
        totals.Counted.ShouldBe(totals.Generated, ignoreOrder: true);
        totals.SameLatencies.ShouldBeTrue();

        // The outage is as long as it was; before the first round of each shard nothing was known.
        totals.Time.Down.ShouldBe(totals.DownSeconds);
        totals.Time.Unknown.ShouldBeLessThan(Monitors * 60);
        (totals.Time.Available + totals.Time.Down + totals.Time.Unknown).ShouldBe(Monitors * 3_600);
    }
}
