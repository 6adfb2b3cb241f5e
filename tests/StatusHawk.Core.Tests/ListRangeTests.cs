namespace StatusHawk.Core.Tests;

public class ListRangeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_long_the_parts_are_together_they_are_the_whole_in_its_order(bool latestFirst)
    {
        // Three of each moment.
        ListPlace[] all = [.. Enumerable.Range(0, 20).Select(i => new ListPlace(Noon.AddTicks(i / 3), $"id_{i * 7 % 20:D2}"))];
        var ordered = latestFirst ? all.OrderByDescending(place => place).ToArray() : [.. all.Order()];

        for (var limit = 1; limit <= 21; limit++)
        {
            var seen = new List<ListPlace>();
            ListPlace? after = null;
            do
            {
                var part = new ListRange(limit, after).Of(all, place => place, latestFirst);
                part.Items.Count.ShouldBeInRange(1, limit);
                seen.AddRange(part.Items);
                after = part.Next;
            }
            while (after is not null);
            seen.ShouldBe(ordered);
        }
    }

    [Fact]
    public void A_place_is_one_after_what_was_there_has_gone()
    {
        ListPlace[] all = [new(Noon, "a"), new(Noon, "b"), new(Noon, "c")];
        var first = new ListRange(2, After: null).Of(all, place => place);

        new ListRange(2, first.Next).Of([all[0], all[2], new ListPlace(Noon, "aa")], place => place).Items.ShouldBe([all[2]]);
        var nothing = new ListRange(2, first.Next).Of([all[0]], place => place);
        (nothing.Items.Count, nothing.Next).ShouldBe((0, null));
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("a.b_c-1", true)]
    [InlineData("", false)]
    [InlineData("Shop", false)]
    [InlineData("größe", false)]
    [InlineData("a/b", false)]
    [InlineData("a\n", false)]
    public void A_stable_key_is_made_of_a_few_characters(string text, bool valid) => StableKey.IsValid(text).ShouldBe(valid);
}
