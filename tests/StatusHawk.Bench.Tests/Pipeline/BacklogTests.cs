using StatusHawk.Bench.Pipeline;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class BacklogTests
{
    [Fact]
    public void Queues_that_hold_as_much_at_the_end_as_at_the_beginning_are_flat() => Backlog.GrowthOf([80, 90, 300, 100, 90, 80]).ShouldBe(1);

    [Fact]
    public void Queues_that_fill_grow() => Backlog.GrowthOf([10, 10, 15, 20, 30, 30]).ShouldBe(3);

    [Fact]
    public void Empty_queues_are_flat_while_they_stay_empty()
    {
        Backlog.GrowthOf([0, 0, 0]).ShouldBe(1);
        Backlog.GrowthOf([0, 0, 1]).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Two_looks_say_nothing() => Backlog.GrowthOf([1, 2]).ShouldBe(double.NaN);
}
