using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Tests.Checks.Assertions;

public sealed class JsonSchemaTests
{
    [Theory]
    //          schema                                             fits                      breaks
    [InlineData("""{"type":"object"}""", """{}""", """[]""")]
    [InlineData("""{"type":["string","null"]}""", """null""", """1""")]
    [InlineData("""{"type":"integer"}""", """3.0""", """3.5""")]
    [InlineData("""{"type":"number"}""", """3.5""", "\"3\"")]
    [InlineData("""{"type":"boolean"}""", """true""", """0""")]
    [InlineData("""{"enum":[1,"a",{"b":[1]}]}""", """{"b":[1.0]}""", """{"b":[2]}""")]
    [InlineData("""{"const":{"a":1,"b":2}}""", """{"b":2,"a":1}""", """{"a":1}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", """{"b":1}""")]
    [InlineData("""{"required":["a"]}""", """[]""", """{}""")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"additionalProperties":{"type":"number"}}""", """{"a":1}""", """{"a":"x"}""")]
    [InlineData("""{"items":{"minimum":2}}""", """[2,3]""", """[2,1]""")]
    [InlineData("""{"minItems":1,"maxItems":2}""", """[1,2]""", """[1,2,3]""")]
    [InlineData("""{"minItems":1}""", "\"not a list\"", """[]""")]
    [InlineData("""{"minLength":2,"maxLength":3}""", "\"✓✓\"", "\"✓\"")]
    [InlineData("""{"maxLength":1}""", "\"😀\"", "\"ab\"")]
    [InlineData("""{"pattern":"^a+$"}""", "\"aaa\"", "\"ab\"")]
    [InlineData("""{"minimum":1,"maximum":2}""", """2""", """2.01""")]
    [InlineData("""{"exclusiveMinimum":1}""", """1.1""", """1""")]
    [InlineData("""{"exclusiveMaximum":1}""", """0.9""", """1""")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", """1""", """3""")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", """5""", """4""")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":5}]}""", """3""", """6""")]
    [InlineData("""{"not":{"type":"null"}}""", """1""", """null""")]
    [InlineData("""{"$schema":"x","title":"t","description":"d"}""", """1""", null)]
    [InlineData("true", """1""", null)]
    [InlineData("false", null, """1""")]
    public void A_keyword_tells_what_fits_from_what_does_not(string schema, string? fits, string? breaks)
    {
        var read = JsonSchema.Parse(schema, 1);

        if (fits is not null) read.FirstViolation(Json.Parse(fits)!).ShouldBeNull();
        if (breaks is not null) read.FirstViolation(Json.Parse(breaks)!).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"type":"text"}""", "#/type")]
    [InlineData("""{"type":[]}""", "#/type")]
    [InlineData("""{"format":"email"}""", "#/format is not supported")]
    [InlineData("""{"properties":{"a":{"$ref":"#"}}}""", "#/properties/a/$ref is not supported")]
    [InlineData("""{"items":[1]}""", "#/items must be an object")]
    [InlineData("""{"minimum":"1"}""", "#/minimum must be a number")]
    [InlineData("""{"minLength":-1}""", "#/minLength")]
    [InlineData("""{"anyOf":[]}""", "#/anyOf")]
    [InlineData("""{"required":"a"}""", "#/required")]
    [InlineData("""7""", "must be an object")]
    [InlineData("""{"pattern":"("}""", "no pattern")]
    public void A_schema_outside_the_subset_is_refused_with_the_place(string schema, string says) =>
        Should.Throw<ConditionException>(() => JsonSchema.Parse(schema, 1)).Message.ShouldContain(says);

    [Fact]
    public void A_schema_nested_too_deep_is_refused() =>
        Should.Throw<ConditionException>(() => JsonSchema.Parse(string.Concat(Enumerable.Repeat("""{"items":""", 40)) + "{}" + new string('}', 40), 1)).Message.ShouldContain("deeper");
}
