using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class TraceTests
{
    [Fact]
    public void What_was_spent_waiting_for_a_turn_is_not_the_targets()
    {
        var clock = new ManualClock();
        var trace = new Trace(clock);
        trace.Enter(CheckPhase.Tls);
        clock.Advance(TimeSpan.FromMilliseconds(300));

        trace.Discount(TimeSpan.FromMilliseconds(200));

        trace.Read().ShouldBe(new Timings(0, 0, 100, 0, 0));
    }

    [Fact]
    public void What_was_spent_on_people_is_not_the_targets_and_what_was_spent_before_is_kept()
    {
        var clock = new ManualClock();
        var trace = new Trace(clock);
        trace.Enter(CheckPhase.FirstByte);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        trace.Enter(trace.Phase);
        clock.Advance(TimeSpan.FromMilliseconds(300));

        trace.Discard();

        trace.Read().ShouldBe(new Timings(0, 0, 0, 100, 0));
    }
}
