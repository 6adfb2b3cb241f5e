using System.Text.Json;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>Who judges must be judged: a schema that lets everything through would make every other test here pass.</summary>
public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":"integer"}""", "1.0", "1.5")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"enum":["a",1]}""", "1", "2")]
    [InlineData("""{"const":"a"}""", "\"a\"", "\"b\"")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"ab\"", "\"a\"")]
    [InlineData("""{"type":"string","maxLength":3}""", "\"abc\"", "\"abcd\"")]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "\"aa\"", "\"ab\"")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3}""", "1", "0")]
    [InlineData("""{"type":"integer","maximum":3}""", "3", "4")]
    [InlineData("""{"type":"array","minItems":1,"items":{"type":"integer"}}""", "[1]", "[]")]
    [InlineData("""{"type":"array","maxItems":1,"items":{"type":"integer"}}""", "[1]", "[1,2]")]
    [InlineData("""{"type":"array","items":{"type":"integer"}}""", "[1]", "[\"a\"]")]
    [InlineData("""{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}""", """{"a":1}""", "{}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}}}""", """{"a":1}""", """{"a":"b"}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"a":1}""", """{"a":"b"}""")]
    [InlineData("""{"type":"object","additionalProperties":false}""", "{}", """{"a":1}""")]
    [InlineData("""{"type":"object","maxProperties":1,"additionalProperties":true}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":"integer"}]}""", "1", "true")]
    [InlineData("""{"oneOf":[{"type":"number"},{"type":"integer"}]}""", "1.5", "1")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-03-01T12:00:00Z\"", "\"2026-03-01\"")]
    [InlineData("""{"type":"string","format":"date"}""", "\"2026-03-01\"", "\"2026-13-01\"")]
    [InlineData("""{"$ref":"#/a","description":"It."}""", "\"a\"", "1")]
    public void It_tells_what_fits_from_what_does_not(string schema, string good, string bad)
    {
        Check(schema, good, Direction.Request).ShouldBeEmpty();
        Check(schema, bad, Direction.Request).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_field_that_is_not_named_is_a_fault_of_an_answer_only()
    {
        Check("""{"type":"object","properties":{}}""", """{"a":1}""", Direction.Answer).ShouldBe(["#/a is not in the contract."]);
        Check("""{"type":"object","properties":{}}""", """{"a":1}""", Direction.Request).ShouldBeEmpty();
    }

    [Fact]
    public void Fields_go_their_way_only()
    {
        const string Schema = """{"type":"object","required":["r","w"],"properties":{"r":{"type":"integer","readOnly":true},"w":{"type":"integer","writeOnly":true}}}""";

        Check(Schema, """{"w":1}""", Direction.Request).ShouldBeEmpty();
        Check(Schema, """{"r":1}""", Direction.Answer).ShouldBeEmpty();
        Check(Schema, """{"r":1,"w":1}""", Direction.Request).ShouldBe(["#/r does not go this way."]);
        Check(Schema, """{"r":1,"w":1}""", Direction.Answer).ShouldBe(["#/w does not go this way."]);
    }

    [Theory]
    [InlineData("""{"dependentRequired":{}}""")]
    [InlineData("""{"type":"string","format":"ipv4"}""")]
    [InlineData("""{"type":"text"}""")]
    public void What_it_does_not_know_is_not_passed_over(string schema) => Should.Throw<NotSupportedException>(() => Check(schema, "\"a\"", Direction.Request));

    private static IReadOnlyList<string> Check(string schema, string value, Direction direction)
    {
        var root = JsonDocument.Parse("""{"a":{"type":"string"}}""").RootElement;
        return new JsonSchema(root).Check(JsonDocument.Parse(schema).RootElement, JsonDocument.Parse(value).RootElement, direction);
    }
}
