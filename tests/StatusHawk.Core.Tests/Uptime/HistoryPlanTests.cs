using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class HistoryPlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("12:09:59", 11)]
    [InlineData("12:10:00", 12)]
    [InlineData("13:09:59", 12)]
    public void The_first_run_begins_with_the_hour_that_is_not_over(string now, int from)
    {
        var (begin, ready) = HistoryPlan.Ready(RollUpSpan.Hour, null, At(now));

        ready.ShouldBeEmpty();
        begin.ShouldBe(Hour(from));
    }

    [Fact]
    public void A_day_is_ready_26_hours_after_its_end()
    {
        var day = Hours.DayOf(Slot.Of(Noon));
        HistoryPlan.Ready(RollUpSpan.Day, day, day.Time.AddHours(50).AddSeconds(-1)).Ready.ShouldBeEmpty();
        HistoryPlan.Ready(RollUpSpan.Day, day, day.Time.AddHours(50)).Ready.ShouldBe([day]);
    }

    [Fact]
    public void Every_hour_is_asked_for_whoever_dies_between_asking_and_moving_on() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(
            Gen.Choose(1, 400).SelectMany(minutes => Gen.Elements(true, false).Select(dies => (minutes, dies))).ListOf().ToArbitrary(), steps =>
            {
                Slot? done = null;
                var asked = new HashSet<Slot>();
                var now = Noon;
                foreach (var (minutes, dies) in steps.Append((0, false)).Concat(Enumerable.Repeat((1, false), 60)).Prepend((0, false)))
                {
                    now += TimeSpan.FromMinutes(minutes);
                    var (from, ready) = HistoryPlan.Ready(RollUpSpan.Hour, done, now);
                    asked.UnionWith(ready);
                    if (!dies) done = ready.Count > 0 ? ready[^1] + Hours.One : from;
                }

                var due = new List<Slot>();
                for (var hour = Hour(11); HistoryPlan.IsOver(RollUpSpan.Hour, hour, now); hour += Hours.One) due.Add(hour);
                asked.Order().ShouldBe(due);
            }));

    [Fact]
    public void After_a_long_absence_hours_are_asked_for_as_far_back_as_the_log_reaches_a_few_at_a_time()
    {
        var now = At("12:30:00");
        var (from, ready) = HistoryPlan.Ready(RollUpSpan.Hour, Hour(12) - TimeSpan.FromDays(30), now);

        ready.ShouldBe([.. Enumerable.Range(0, 6).Select(hour => from + TimeSpan.FromHours(hour))]);
        from.Time.ShouldBe(now.AddDays(-8), TimeSpan.FromHours(2));
        ready.ShouldAllBe(hour => HistoryPlan.IsInSight(hour, now));
    }

    [Theory]
    [InlineData(7 * 60)]
    [InlineData(23 * 60)]
    [InlineData(365 * 24 * 60)]
    public void A_clock_that_was_ahead_for_a_while_leaves_no_hour_out(int minutesAhead)
    {
        var asked = new HashSet<Slot>();
        Slot? done = Hour(11);
        for (var minute = 0; minute < 600; minute++)
        {
            // Ahead from 12:30 to 16:20.
            var now = Noon.AddMinutes(minute + (minute is >= 30 and < 260 ? minutesAhead : 0));
            var (from, ready) = HistoryPlan.Ready(RollUpSpan.Hour, done, now);

            // What is asked for before it is over is summed up empty, and must be asked for again.
            asked.UnionWith(ready.Where(hour => HistoryPlan.IsOver(RollUpSpan.Hour, hour, Noon.AddMinutes(minute))));
            done = ready.Count > 0 ? ready[^1] + Hours.One : from;
        }

        asked.Where(hour => hour >= Hour(11)).Order().ShouldBe([.. Enumerable.Range(11, 10).Select(Hour)]);
    }

    private static DateTimeOffset At(string time) => Noon.Date.Add(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)) is var at ? new DateTimeOffset(at, TimeSpan.Zero) : default;

    private static Slot Hour(int hour) => Slot.Of(Noon) + TimeSpan.FromHours(hour - 12);
}
