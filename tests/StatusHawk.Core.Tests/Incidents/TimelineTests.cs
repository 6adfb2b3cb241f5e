using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class TimelineTests
{
    [Fact]
    public void One_that_grows_too_long_keeps_its_beginning_and_its_newest()
    {
        IReadOnlyList<TimelineEntry> timeline = [];
        for (var i = 0; i < 300; i++) timeline = Timeline.Append(timeline, new TimelineEntry { At = default, Message = $"{i}" });

        timeline.Count.ShouldBe(IncidentLimits.MaxTimelineEntries);
        timeline[0].Message.ShouldBe("0");
        timeline[1].Message.ShouldBe("101");
        timeline[^1].Message.ShouldBe("299");
    }

    [Theory]
    [InlineData(0.4, "less than a second")]
    [InlineData(45, "45 s")]
    [InlineData(119, "119 s")]
    [InlineData(120, "2 min")]
    [InlineData(3_600, "1 h")]
    [InlineData(11_100, "3 h 5 min")]
    [InlineData(86_400, "1 d")]
    [InlineData(187_200, "2 d 4 h")]
    public void A_duration_is_told_in_its_two_largest_units(double seconds, string words) => Duration.Words(TimeSpan.FromSeconds(seconds)).ShouldBe(words);
}
