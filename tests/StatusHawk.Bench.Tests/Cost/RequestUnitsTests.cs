using StatusHawk.Bench.Cost;

namespace StatusHawk.Bench.Tests.Cost;

/// <summary>The figures are those of the table in <c>emulation/cosmos/README.md</c>.</summary>
public sealed class RequestUnitsTests
{
    [Theory]
    [InlineData(1, 5.5)]
    [InlineData(1_024, 5.5)]
    [InlineData(1_025, 6)]
    [InlineData(2_200, 6.5)]
    public void A_document_costs_five_and_a_half_for_each_kilobyte_begun(double bytes, double expected) => RequestUnits.OfCreate(bytes).ShouldBe(expected);

    [Fact]
    public void An_overwrite_costs_twice_as_much() => RequestUnits.OfOverwrite(4_000).ShouldBe(14);

    [Fact]
    public void A_query_costs_a_tenth_for_each_kilobyte_that_it_examines() => RequestUnits.OfQuery(360 * 1_024).ShouldBe(38.5);
}
