using FsCheck;
using FsCheck.Fluent;

namespace StatusHawk.Core.Tests.Checks.Planning;

/// <summary>A day of the scheduler, awake every 10 s, with everything that can happen to it.</summary>
public sealed class SimulatedDayTests
{
    [Fact]
    public void Every_monitor_is_checked_at_most_once_for_each_slot_and_exactly_once_where_no_gap_was_longer_than_the_horizon() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Disturbances().ToArbitrary(), disturbances =>
        {
            var day = new SimulatedDay();
            day.Run(disturbances);
            day.Verify();
        }));

    [Fact]
    public void A_day_without_disturbance_sends_each_round_once()
    {
        var day = new SimulatedDay();

        day.Run([]);

        day.Verify();
        day.MostSendsOfOneRound.ShouldBe(1);
        day.Expected.ShouldBeInRange(46_600, 46_700);
    }

    [Fact]
    public void Each_kind_of_disturbance_does_disturb()
    {
        Disturbed(new Disturbance(100, Happening.Crash, 50)).MostSendsOfOneRound.ShouldBe(2);
        Disturbed(new Disturbance(100, Happening.TwoAtOnce, 20)).MostSendsOfOneRound.ShouldBe(2);
        Disturbed(new Disturbance(100, Happening.ClockStep, -600)).MostSendsOfOneRound.ShouldBe(2);
        var calm = Disturbed().Expected;
        Disturbed(new Disturbance(100, Happening.Pause, 5)).Expected.ShouldBe(calm);
        Disturbed(new Disturbance(100, Happening.Pause, 360)).Expected.ShouldBeLessThan(calm);
        Disturbed(new Disturbance(100, Happening.ClockStep, 3_600)).Expected.ShouldBeInRange(calm * 9 / 10, calm * 11 / 10);
        Disturbed(new Disturbance(100, Happening.Change, 18)).Expected.ShouldNotBe(calm);
    }

    private static SimulatedDay Disturbed(params Disturbance[] disturbances)
    {
        var day = new SimulatedDay();
        day.Run(disturbances);
        day.Verify();
        return day;
    }

    private static Gen<Disturbance[]> Disturbances() =>
        (from tick in Gen.Choose(0, SimulatedDay.Ticks - 1)
         from happening in Gen.Elements(Enum.GetValues<Happening>())
         from amount in happening switch
         {
             Happening.Crash => Gen.Choose(0, 100),
             Happening.TwoAtOnce => Gen.Choose(-40, 40),
             Happening.Pause => Gen.Frequency((4, Gen.Choose(1, 5)), (2, Gen.Choose(6, 15)), (1, Gen.Choose(16, 400))),
             Happening.ClockStep => Gen.OneOf(Gen.Choose(-90, 90), Gen.Choose(-4_000, 4_000)),
             _ => Gen.Choose(0, 1_000),
         }
         select new Disturbance(tick, happening, amount)).ListOf(60).Select(list => list.ToArray());
}
