using System.Text.Json.Nodes;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Core.Tests.Accounts;

public sealed class AuditDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":[1]}}""", """{"a":2,"b":{"c":[1]}}""", """{"a":1}""", """{"a":2}""")]
    [InlineData("""{"b":{"c":[1]}}""", """{"b":{"c":[2]}}""", """{"b":{"c":[1]}}""", """{"b":{"c":[2]}}""")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"c":3}""", """{"b":2}""", """{"c":3}""")]
    [InlineData("""{"a":1}""", """{"a":1}""", "{}", "{}")]
    [InlineData("""{"a":1}""", null, """{"a":1}""", null)]
    [InlineData(null, """{"a":1}""", null, """{"a":1}""")]
    [InlineData(null, null, null, null)]
    public void Only_what_is_different_is_kept_of_a_change_and_all_of_what_is_new_or_gone(string? before, string? after, string? keptBefore, string? keptAfter) =>
        AuditDifference.Of(Fields(before), Fields(after)).ShouldBe((keptBefore, keptAfter));

    [Fact]
    public void What_does_not_fit_is_left_out_the_longest_first()
    {
        var (_, after) = AuditDifference.Of(null, new JsonObject { ["id"] = "inc_1", ["timeline"] = new string('x', 40_000), ["note"] = new string('y', 20_000) });

        after!.Length.ShouldBeLessThanOrEqualTo(AuditDifference.MaxLength);
        var fields = JsonNode.Parse(after)!;
        fields["id"]!.GetValue<string>().ShouldBe("inc_1");
        fields["note"]!.GetValue<string>().Length.ShouldBe(20_000);
        fields["timeline"]!.GetValue<string>().ShouldContain("left out");
    }

    private static JsonObject? Fields(string? json) => json is null ? null : JsonNode.Parse(json)!.AsObject();
}
