using FsCheck;
using FsCheck.Fluent;

namespace StatusHawk.Core.Tests;

public sealed class BackoffTests
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(15), Spread: 0.2);

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(9, 900)]
    [InlineData(1_000, 900)]
    public void Each_pause_is_twice_the_one_before_it_up_to_the_longest(int attempts, double seconds) =>
        Pauses.After(attempts, wish: null, chance: 0.5).TotalSeconds.ShouldBe(seconds, 0.001);

    [Fact]
    public void Chance_spreads_a_pause_either_way()
    {
        Pauses.After(1, null, chance: 0).TotalSeconds.ShouldBe(4, 0.001);
        Pauses.After(1, null, chance: 1).TotalSeconds.ShouldBe(6, 0.001);
        (Pauses with { Spread = 1 }).After(1, null, chance: 0).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void What_the_other_side_asked_for_is_kept_within_the_longest_pause() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
            Gen.Choose(1, 100).ToArbitrary(), Gen.Choose(0, 2_000).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (attempts, wish, chance) =>
            {
                var asked = TimeSpan.FromSeconds(wish);
                var pause = Pauses.After(attempts, asked, chance / 100.0);
                return pause >= (asked < Pauses.Longest ? asked : Pauses.Longest) && pause <= Pauses.Longest;
            }));
}
