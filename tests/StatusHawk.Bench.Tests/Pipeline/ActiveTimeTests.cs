using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Bench.Pipeline;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class ActiveTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counts_each_second_once_however_much_goes_on_in_it() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 60).Two().ListOf().ToArbitrary(), spans =>
        {
            var seconds = Enumerable.Range(0, 61).Count(second => spans.Any(span => span.Item1 <= second && second < span.Item2));
            return ActiveTime.Of(spans.Select(span => (Noon.AddSeconds(span.Item1), Noon.AddSeconds(span.Item2)))) == TimeSpan.FromSeconds(seconds);
        }));
}
