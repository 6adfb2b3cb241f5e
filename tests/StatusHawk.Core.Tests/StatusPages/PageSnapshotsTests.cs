using System.Text.Json;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;
using static StatusHawk.Core.Tests.StatusPages.Pages;

namespace StatusHawk.Core.Tests.StatusPages;

public class PageSnapshotsTests
{
    [Fact]
    public void Components_stand_in_the_order_of_their_creation()
    {
        var snapshot = PageSnapshots.Of(Page, [Monitor("mon_c", 2), Monitor("mon_b", 1), Monitor("mon_a", 1)], [], [], null, Now);

        snapshot.Components.Select(c => c.MonitorId).ShouldBe(["mon_a", "mon_b", "mon_c"]);
    }

    public static TheoryData<bool, Verdict?, Verdict, string> Verdicts => new()
    {
        { true, null, Verdict.Unknown, "created" },
        { true, Verdict.Up, Verdict.Up, "judged" },
        { true, Verdict.Partial, Verdict.Partial, "judged" },
        { true, Verdict.Unknown, Verdict.Unknown, "judged" },
        { true, Verdict.Paused, Verdict.Unknown, "updated" },
        { false, null, Verdict.Paused, "updated" },
        { false, Verdict.Down, Verdict.Paused, "updated" },
        { false, Verdict.Paused, Verdict.Paused, "judged" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void A_component_shows_what_was_judged_unless_its_switch_says_otherwise(bool enabled, Verdict? judged, Verdict shown, string since)
    {
        var monitor = Monitor("mon_a", 0, enabled);
        LiveState[] live = judged is { } verdict ? [Live("mon_a", verdict)] : [];

        var component = PageSnapshots.Of(Page, [monitor], live, [], null, Now).Components.ShouldHaveSingleItem();

        component.Verdict.ShouldBe(shown);
        component.Since.ShouldBe(since switch { "created" => monitor.CreatedAt, "updated" => monitor.UpdatedAt, _ => live[0].Since });
    }

    [Theory]
    [InlineData(Verdict.Down, "eu,us")]
    [InlineData(Verdict.Partial, "eu,us")]
    [InlineData(Verdict.Up, "")]
    [InlineData(Verdict.Unknown, "")]
    public void The_regions_that_find_it_down_are_named_when_it_is(Verdict verdict, string regions)
    {
        var live = Live("mon_a", verdict, ("us", VoteValue.Down), ("asia", VoteValue.Up), ("eu", VoteValue.Down), ("mars", VoteValue.Down));

        PageSnapshots.Of(Page, [Monitor("mon_a")], [live], [], null, Now).Components[0].DownIn.ShouldBe(regions.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_page_that_says_the_same_is_the_very_same()
    {
        var first = PageSnapshots.Of(Page, [Monitor("mon_a")], [Live("mon_a", Verdict.Up)], [], null, Now);
        var stored = JsonSerializer.Deserialize<PageSnapshot>(JsonSerializer.Serialize(first, StatusHawkJson.Options), StatusHawkJson.Options)!;

        PageSnapshots.Of(Page, [Monitor("mon_a")], [Live("mon_a", Verdict.Up)], [], stored, Now + TimeSpan.FromHours(1)).ShouldBeSameAs(stored);
    }

    public static TheoryData<string> Changes => new() { "title", "verdict", "name", "gone", "more" };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Whatever_changes_is_new_and_dated(string what)
    {
        var first = PageSnapshots.Of(Page, [Monitor("mon_a")], [Live("mon_a", Verdict.Up)], [], null, Now);
        var later = Now + TimeSpan.FromHours(1);

        var next = PageSnapshots.Of(
            what == "title" ? Page with { Title = "Other" } : Page,
            what switch { "gone" => [Monitor("mon_a") with { Deleted = true }], "more" => [Monitor("mon_a"), Monitor("mon_b")], "name" => [Monitor("mon_a") with { Name = "Other" }], _ => [Monitor("mon_a")] },
            [Live("mon_a", what == "verdict" ? Verdict.Down : Verdict.Up)],
            [],
            first,
            later);

        next.UpdatedAt.ShouldBe(later);
    }
}
