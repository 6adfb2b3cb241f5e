using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Emulation.Functions.Timers;

namespace StatusHawk.Emulation.Tests.Functions;

public class TimerScheduleTests
{
    [Theory]
    [InlineData("*/10 * * * * *", "2026-01-01T00:00:03", "2026-01-01T00:00:10", true)]
    [InlineData("*/10 * * * * *", "2026-01-01T00:00:10", "2026-01-01T00:00:20", true)]
    [InlineData("0 * * * * *", "2026-01-01T00:00:10", "2026-01-01T00:01:00", false)]
    [InlineData("* * * * *", "2026-01-01T00:00:10", "2026-01-01T00:01:00", false)]
    [InlineData("0 30 3 * * *", "2026-01-01T04:00:00", "2026-01-02T03:30:00", false)]
    [InlineData("0 0 0 1 JAN *", "2026-01-01T00:00:00", "2027-01-01T00:00:00", false)]
    [InlineData("00:00:20", "2026-01-01T00:00:03", "2026-01-01T00:00:23", true)]
    [InlineData("01:00:00", "2026-01-01T00:00:03", "2026-01-01T01:00:03", false)]
    public void A_schedule_tells_the_next_occurrence(string expression, string now, string next, bool frequent)
    {
        var schedule = TimerSchedule.Parse(expression, "F");

        schedule.Next(Utc(now)).ShouldBe(Utc(next));
        schedule.Next(Utc(now)).Kind.ShouldBe(DateTimeKind.Utc);
        schedule.IsFrequent(Utc(now)).ShouldBe(frequent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("daily")]
    [InlineData("61 * * * * *")]
    [InlineData("* * * *")]
    [InlineData("-00:00:10")]
    public void Anything_else_is_refused(string expression) =>
        Should.Throw<InvalidOperationException>(() => TimerSchedule.Parse(expression, "F")).Message.ShouldContain("'F'");

    [Theory]
    [InlineData(null, null, "2026-01-01T00:30:00", "2026-01-01T01:00:00", false)]
    [InlineData("2026-01-01T00:00:00", "2026-01-01T01:00:00", "2026-01-01T00:30:00", "2026-01-01T01:00:00", false)]
    [InlineData("2026-01-01T00:00:00", "2026-01-01T01:00:00", "2026-01-01T05:30:00", "2026-01-01T01:00:00", true)]
    [InlineData("2026-01-01T00:00:00", "2026-01-02T00:00:00", "2026-01-03T05:30:00", "2026-01-03T06:00:00", false)]
    public void A_timer_begins_past_due_when_an_occurrence_was_missed(
        string? last,
        string? recordedNext,
        string now,
        string next,
        bool pastDue)
    {
        var hourly = TimerSchedule.Parse("0 0 * * * *", "F");
        var recorded = last is null ? null : new ScheduleStatus { Last = Utc(last), Next = Utc(recordedNext!), LastUpdated = Utc(last) };

        var start = TimerStart.From(recorded, hourly, Utc(now));

        start.IsPastDue.ShouldBe(pastDue);
        start.Status.Next.ShouldBe(Utc(next));
    }

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
