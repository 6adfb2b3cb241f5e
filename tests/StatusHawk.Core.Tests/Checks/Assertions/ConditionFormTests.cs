using System.Text.Json;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Tests.Checks.Assertions;

public sealed class ConditionFormTests
{
    [Theory]
    [InlineData("\"[STATUS] == 200\"", "[STATUS] == 200")]
    [InlineData("""{"subject":"status","operator":"==","value":200}""", "[STATUS] == 200")]
    [InlineData("""{"subject":"status","operator":"==","value":["2xx",301]}""", "[STATUS] == any(2xx, 301)")]
    [InlineData("""{"subject":"responseTime","operator":"<","value":500}""", "[RESPONSE_TIME] < 500ms")]
    [InlineData("""{"subject":"certificateExpiration","operator":">","value":"14d"}""", "[CERTIFICATE_EXPIRATION] > 14d")]
    [InlineData("""{"subject":"header","name":"Content-Type","operator":"contains","value":"json"}""", "[HEADER].content-type contains json")]
    [InlineData("""{"subject":"headerExists","name":"X","operator":"==","value":true}""", "has([HEADER].x) == true")]
    [InlineData("""{"subject":"body","operator":"matches","value":"a b"}""", "[BODY] matches \"a b\"")]
    [InlineData("""{"subject":"json","path":"$.a[0]","operator":"==","value":"7"}""", "[BODY].a[0] == \"7\"")]
    [InlineData("""{"subject":"json","path":"$.a","operator":"==","value":null}""", "[BODY].a == null")]
    [InlineData("""{"subject":"jsonLength","path":"$","operator":">","value":3}""", "len([BODY]) > 3")]
    [InlineData("""{"subject":"body","operator":"schema","value":{"type":"object"}}""", "[BODY] schema {\"type\":\"object\"}")]
    [InlineData("""{"subject":"dnsAnswersLength","operator":"==","value":2}""", "len([DNS_ANSWERS]) == 2")]
    public void Both_forms_mean_the_same(string json, string text)
    {
        var errors = new FieldErrors();

        Read(json, errors)?.ToString().ShouldBe(text);
        errors.Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7", "#/0", "Must be a text")]
    [InlineData("\"[STATUS] = 1\"", "#/0", "Column 10: Expected ==")]
    [InlineData("""{}""", "#/0/subject", "Is required.")]
    [InlineData("""{"subject":"stat","operator":"==","value":1}""", "#/0/subject", "Must be one of status, responseTime")]
    [InlineData("""{"subject":"status","operator":"is","value":1}""", "#/0/operator", "Must be ==")]
    [InlineData("""{"subject":"status","operator":"contains","value":1}""", "#/0/operator", "can be compared by")]
    [InlineData("""{"subject":"status","operator":"==","value":{}}""", "#/0/value", "Must be a text, a number")]
    [InlineData("""{"subject":"status","operator":"==","value":[]}""", "#/0/value", "at least one")]
    [InlineData("""{"subject":"status","operator":"==","value":"ok"}""", "#/0/value", "200, 2xx")]
    [InlineData("""{"subject":"status","operator":"==","value":200,"path":"$"}""", "#/0/path", "Goes with json")]
    [InlineData("""{"subject":"header","operator":"==","value":"x"}""", "#/0/name", "the header's name")]
    [InlineData("""{"subject":"json","path":"a","operator":"==","value":"x"}""", "#/0/path", "begin with $")]
    [InlineData("""{"subject":"json","path":"$[","operator":"==","value":"x"}""", "#/0/path", "no JSONPath")]
    [InlineData("""{"subject":"status","operator":"==","value":200,"extra":1}""", "#/0/extra", "There is no such field.")]
    public void What_is_wrong_is_told_where_it_is(string json, string pointer, string says)
    {
        var errors = new FieldErrors();

        Read(json, errors).ShouldBeNull();
        errors.Items.ShouldContain(error => error.Pointer == pointer && error.Detail.Contains(says));
    }

    private static Condition? Read(string json, FieldErrors errors)
    {
        using var document = JsonDocument.Parse(json);
        return ConditionForm.Read(document.RootElement, "#/0", errors);
    }
}
