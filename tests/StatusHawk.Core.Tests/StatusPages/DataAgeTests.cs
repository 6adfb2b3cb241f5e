using StatusHawk.Core.StatusPages;
using static StatusHawk.Core.Tests.StatusPages.Pages;

namespace StatusHawk.Core.Tests.StatusPages;

public class DataAgeTests
{
    [Theory]
    [InlineData(-30, AgeBand.Fresh)]
    [InlineData(0, AgeBand.Fresh)]
    [InlineData(180, AgeBand.Fresh)]
    [InlineData(181, AgeBand.Minutes)]
    [InlineData(3600, AgeBand.Minutes)]
    [InlineData(3601, AgeBand.Hours)]
    [InlineData(86_400, AgeBand.Hours)]
    [InlineData(86_401, AgeBand.Days)]
    public void It_is_old_after_three_minutes(int seconds, AgeBand band) =>
        DataAge.Of(Snapshot("Up"), null, Now + TimeSpan.FromSeconds(seconds)).ShouldBe(new DataAge(Now, band));

    [Theory]
    [InlineData(-60, 0)]
    [InlineData(60, 60)]
    public void The_later_of_change_and_heartbeat_counts(int heartbeat, int at) =>
        DataAge.Of(Snapshot("Up"), new(Now + TimeSpan.FromSeconds(heartbeat)), Now + TimeSpan.FromSeconds(90)).At.ShouldBe(Now + TimeSpan.FromSeconds(at));
}
