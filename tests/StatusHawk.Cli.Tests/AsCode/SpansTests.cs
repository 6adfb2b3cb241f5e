using StatusHawk.Cli.AsCode;

namespace StatusHawk.Cli.Tests.AsCode;

public sealed class SpansTests
{
    [Theory]
    [InlineData("60s", 60_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("800ms", 800)]
    [InlineData("1.5s", 1_500)]
    public void Reads_a_time(string text, long milliseconds) => Spans.Milliseconds(text).ShouldBe(milliseconds);

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("60 s")]
    [InlineData("-1s")]
    [InlineData("0.0001s")]
    [InlineData("9999999999999999999999999s")]
    [InlineData("1y")]
    public void Refuses_what_is_none(string text) => Spans.Milliseconds(text).ShouldBeNull();

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(1_000)]
    [InlineData(90_000)]
    [InlineData(86_400_000)]
    public void Reads_back_what_it_writes(long milliseconds) => Spans.Milliseconds(Spans.Of(milliseconds)).ShouldBe(milliseconds);
}
