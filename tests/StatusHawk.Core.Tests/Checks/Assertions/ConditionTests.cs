using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Tests.Checks.Assertions;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("[STATUS] == 200", "[STATUS] == 200")]
    [InlineData("  [STATUS]==any( 200 , 2xx,300-304 ) ", "[STATUS] == any(200, 2xx, 300-304)")]
    [InlineData("[STATUS] < 500", "[STATUS] < 500")]
    [InlineData("[STATUS] == 200-299", "[STATUS] == 2xx")]
    [InlineData("[RESPONSE_TIME] < 500", "[RESPONSE_TIME] < 500ms")]
    [InlineData("[RESPONSE_TIME] <= 1500ms", "[RESPONSE_TIME] <= 1500ms")]
    [InlineData("[RESPONSE_TIME] < 1.5s", "[RESPONSE_TIME] < 1500ms")]
    [InlineData("[RESPONSE_TIME] < 2s", "[RESPONSE_TIME] < 2s")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 48h", "[CERTIFICATE_EXPIRATION] > 2d")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 14d", "[CERTIFICATE_EXPIRATION] > 14d")]
    [InlineData("[IP] == 192.0.2.1", "[IP] == 192.0.2.1")]
    [InlineData("[HEADER].Content-Type contains json", "[HEADER].content-type contains json")]
    [InlineData("[HEADER].x == \"two words\"", "[HEADER].x == \"two words\"")]
    [InlineData("has([HEADER].Server) == false", "has([HEADER].server) == false")]
    [InlineData("[BODY] contains \"it works\"", "[BODY] contains \"it works\"")]
    [InlineData("[BODY] contains any(ok, fine)", "[BODY] contains any(ok, fine)")]
    [InlineData("[BODY] matches ^ok (very )?much$", "[BODY] matches \"^ok (very )?much$\"")]
    [InlineData("[BODY] !matches \"a\\\"b\"", "[BODY] !matches \"a\\\"b\"")]
    [InlineData("[BODY_SIZE] < 20KB", "[BODY_SIZE] < 20480")]
    [InlineData("[BODY].items[0].id == 1", "[BODY].items[0].id == 1")]
    [InlineData("[BODY][0].name != \"1\"", "[BODY][0].name != \"1\"")]
    [InlineData("[BODY].a == null", "[BODY].a == null")]
    [InlineData("[BODY].a == \"null\"", "[BODY].a == \"null\"")]
    [InlineData("[BODY].a == true", "[BODY].a == true")]
    [InlineData("[BODY].a >= -1.5e3", "[BODY].a >= -1500")]
    [InlineData("[BODY].items[?(@.name == 'a b' && @.n > 1)].n < 5", "[BODY].items[?(@.name == 'a b' && @.n > 1)].n < 5")]
    [InlineData("[BODY]..id contains x", "[BODY]..id contains x")]
    [InlineData("len([BODY].items) > 0", "len([BODY].items) > 0")]
    [InlineData("has([BODY].errors) == false", "has([BODY].errors) == false")]
    [InlineData("len([BODY]) == 3", "len([BODY]) == 3")]
    [InlineData("[BODY] schema { \"type\": \"object\" }", "[BODY] schema {\"type\":\"object\"}")]
    [InlineData("[DNS_RCODE] == noerror", "[DNS_RCODE] == NOERROR")]
    [InlineData("[DNS_ANSWERS] contains 192.0.2.1", "[DNS_ANSWERS] contains 192.0.2.1")]
    [InlineData("len([DNS_ANSWERS]) >= 2", "len([DNS_ANSWERS]) >= 2")]
    public void A_condition_has_one_text_form_and_it_reads_back_the_same(string text, string canonical)
    {
        var condition = Condition.Parse(text);

        condition.ToString().ShouldBe(canonical);
        Condition.Parse(canonical).ShouldBe(condition);
    }

    [Theory]
    [InlineData("", 1, "Expected [STATUS]")]
    [InlineData("[STATSU] == 200", 1, "Expected [STATUS]")]
    [InlineData("[STATUS]", 9, "Expected ==")]
    [InlineData("[STATUS] = 200", 10, "Expected ==")]
    [InlineData("[STATUS] ==", 12, "what to compare with")]
    [InlineData("[STATUS] == ok", 13, "200, 2xx or 200-299")]
    [InlineData("[STATUS] == any(200, 2x)", 22, "200, 2xx or 200-299")]
    [InlineData("[STATUS] == any(200, 201", 25, "closing parenthesis")]
    [InlineData("[STATUS] == 299-200", 13, "200, 2xx or 200-299")]
    [InlineData("[STATUS] contains 2", 10, "can be compared by")]
    [InlineData("[STATUS] < any(1, 2)", 19, "any(…)")]
    [InlineData("[STATUS] == 200 201", 17, "Expected the end")]
    [InlineData("[RESPONSE_TIME] < fast", 19, "a duration")]
    [InlineData("[RESPONSE_TIME] == 5", 17, "can be compared by")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 14", 28, "48h or 14d")]
    [InlineData("[HEADER] == x", 9, "a dot and the header's name")]
    [InlineData("[HEADER]. == x", 10, "a header's name")]
    [InlineData("[BODY] == it works", 14, "must be in quotes")]
    [InlineData("[BODY] == \"it", 11, "not closed")]
    [InlineData("[BODY] == \"\\x\"", 11, "as JSON writes it")]
    [InlineData("[BODY].a[0 == 1", 7, "not closed")]
    [InlineData("[BODY].a[x] == 1", 7, "no JSONPath")]
    [InlineData("[BODY]..a..b == 1", 7, "one \"..\"")]
    [InlineData("[BODY].a[?(@.x == $.y)] == 1", 7, "of $")]
    [InlineData("[BODY].a[?(@.x =~ /(a+)+$/)] == 1", 7, "of $")]
    [InlineData("[BODY].a[?(@.x =~ /(a+)+/)] == 1", 7, "no pattern")]
    [InlineData("[BODY].a > x", 12, "a number")]
    [InlineData("[BODY] matches (", 17, "no pattern")]
    [InlineData("[BODY] matches a(?=b)", 16, "not supported")]
    [InlineData("[BODY] matches (a)\\1", 16, "not supported")]
    [InlineData("[BODY] matches (a{500}){500}", 16, "not supported")]
    [InlineData("[BODY] schema {", 15, "not JSON")]
    [InlineData("[BODY] schema {\"type\":\"text\"}", 15, "must be object")]
    [InlineData("[BODY] schema {\"$ref\":\"#\"}", 15, "is not supported")]
    [InlineData("[BODY] containsx", 16, "a space after")]
    [InlineData("[BODY_SIZE] < big", 15, "20KB")]
    [InlineData("len([STATUS]) > 1", 5, "len takes")]
    [InlineData("has([BODY].a) == yes", 18, "true or false")]
    [InlineData("has([BODY].a == true", 13, "closing parenthesis")]
    [InlineData("[BODY] == a\0b", 12, "Control characters")]
    public void An_error_points_at_its_column(string text, int column, string says)
    {
        var error = Should.Throw<ConditionException>(() => Condition.Parse(text));

        error.Message.ShouldContain(says);
        error.Column.ShouldBe(column);
    }

    [Fact]
    public void Any_condition_reads_back_the_same() =>
        Prop.ForAll(Conditions.Any.ToArbitrary(), condition => Condition.Parse(condition.ToString()).Equals(condition)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Whatever_text_is_a_condition_or_an_error_within_it() =>
        Prop.ForAll(Conditions.Texts.ToArbitrary(), text =>
        {
            try
            {
                return Condition.Parse(Condition.Parse(text).ToString()) is not null;
            }
            catch (ConditionException e)
            {
                return e.Column >= 1 && e.Column <= text.Length + 1 && e.Message.Length > 0;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
}
