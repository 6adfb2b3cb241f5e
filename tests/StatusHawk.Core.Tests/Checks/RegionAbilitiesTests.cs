using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Tests.Checks;

public sealed class RegionAbilitiesTests
{
    [Fact]
    public void A_regions_own_word_counts_and_what_was_known_before_until_it_speaks()
    {
        var abilities = new RegionAbilities();
        abilities.Note(new RegionReport("us", CanPing: false));
        abilities.Note(new RegionReport("eu", CanPing: true));

        abilities.WithoutPing(["asia", "eu"]).ShouldBe(["asia", "us"]);

        abilities.Note(new RegionReport("us", CanPing: true));
        abilities.WithoutPing(["asia", "us"]).ShouldBe(["asia"]);
    }
}
