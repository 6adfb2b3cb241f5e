using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Bench.Pipeline;
using StatusHawk.Core.Checks;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class LatenessTests
{
    [Fact]
    public void Finds_the_slot_and_how_late_a_check_was_whatever_phase_and_interval_are() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Cases().ToArbitrary(), each =>
        {
            var slot = new Slot(each.Phase + (each.N * each.Interval));
            var late = Lateness.Of(slot.Time.AddMilliseconds(each.LateMs), each.Phase, each.Interval);
            return late.Slot == slot && Math.Abs(late.Seconds - (each.LateMs / 1_000.0)) < 1e-6;
        }));

    [Fact]
    public void A_check_that_comes_a_moment_early_is_not_an_interval_late()
    {
        var slot = new Slot(1_800_000_005);

        var late = Lateness.Of(slot.Time.AddMilliseconds(-3), phaseSeconds: 5, intervalSeconds: 10);

        late.Slot.ShouldBe(slot);
        late.Seconds.ShouldBe(-.003, 1e-6);
    }

    private static Gen<(int Phase, int Interval, long N, int LateMs)> Cases() =>
        from interval in Gen.Elements(10, 30, 60, 3_600)
        from phase in Gen.Choose(0, (interval / 5) - 1)
        from n in Gen.Choose(100_000, 1_000_000)
        from late in Gen.Choose(-499, (interval * 1_000) - 501)
        select (phase * 5, interval, (long)n, late);
}
