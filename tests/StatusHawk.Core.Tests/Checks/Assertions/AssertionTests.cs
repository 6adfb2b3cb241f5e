using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Tests.Checks.Assertions;

public sealed class AssertionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly Answer Example = new()
    {
        Now = Now,
        ResponseTime = 250,
        Address = "2001:DB8::1",
        Status = 200,
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json; charset=utf-8", ["X-Empty"] = "" },
        Body = Text("""{"ok":true,"n":3,"x":1.5,"name":"hawk","nothing":null,"items":[{"id":1},{"id":7}],"tags":["a","b"],"deep":{"er":{"est":"✓"}}}"""),
        CertificateExpires = Now.AddDays(14),
        DnsRcode = "NOERROR",
        DnsAnswers = ["192.0.2.1", "2001:db8::2", "10 mail.example.com"],
    };

    [Theory]
    [InlineData("[STATUS] == 200")]
    [InlineData("[STATUS] == 2xx")]
    [InlineData("[STATUS] == 200-204")]
    [InlineData("[STATUS] == any(301, 200)")]
    [InlineData("[STATUS] != any(4xx, 5xx)")]
    [InlineData("[STATUS] < 201")]
    [InlineData("[RESPONSE_TIME] < 251")]
    [InlineData("[RESPONSE_TIME] <= 250")]
    [InlineData("[RESPONSE_TIME] >= 250ms")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 13d")]
    [InlineData("[CERTIFICATE_EXPIRATION] >= 14d")]
    [InlineData("[IP] == 2001:db8:0::1")]
    [InlineData("[IP] != 192.0.2.1")]
    [InlineData("[HEADER].content-type contains json")]
    [InlineData("[HEADER].Content-Type matches ^application/(json|xml)")]
    [InlineData("[HEADER].x-empty == \"\"")]
    [InlineData("has([HEADER].content-TYPE) == true")]
    [InlineData("has([HEADER].nope) == false")]
    [InlineData("[BODY] contains hawk")]
    [InlineData("[BODY] !contains error")]
    [InlineData("[BODY] contains any(eagle, hawk)")]
    [InlineData("[BODY] matches (?i)HAWK")]
    [InlineData("[BODY] !matches error|panic")]
    [InlineData("[BODY_SIZE] > 100")]
    [InlineData("[BODY_SIZE] < 1KB")]
    [InlineData("[BODY].ok == true")]
    [InlineData("[BODY].n == 3")]
    [InlineData("[BODY].n == 3.0")]
    [InlineData("[BODY].n != \"3\"")]
    [InlineData("[BODY].x > 1")]
    [InlineData("[BODY].name == hawk")]
    [InlineData("[BODY].name contains aw")]
    [InlineData("[BODY].name matches ^h")]
    [InlineData("[BODY].nothing == null")]
    [InlineData("[BODY].items[*].id == 7")]
    [InlineData("[BODY].items[?(@.id > 5)].id == 7")]
    [InlineData("[BODY]..est == ✓")]
    [InlineData("[BODY].tags contains b")]
    [InlineData("[BODY].tags !contains c")]
    [InlineData("len([BODY].items) == 2")]
    [InlineData("len([BODY].name) == 4")]
    [InlineData("len([BODY]) == 8")]
    [InlineData("len([BODY].deep.er.est) == 1")]
    [InlineData("has([BODY].ok) == true")]
    [InlineData("has([BODY].nope) == false")]
    [InlineData("""[BODY] schema {"type":"object","required":["ok","items"],"properties":{"items":{"type":"array","items":{"properties":{"id":{"type":"integer","minimum":1}}}}}}""")]
    [InlineData("[DNS_RCODE] == NOERROR")]
    [InlineData("[DNS_ANSWERS] contains 2001:db8:0:0::2")]
    [InlineData("[DNS_ANSWERS] matches ^10 mail")]
    [InlineData("[DNS_ANSWERS] !contains 192.0.2.2")]
    [InlineData("len([DNS_ANSWERS]) == 3")]
    public void What_holds_holds(string condition) => Assertion.Judge(Condition.Parse(condition), Example)?.Message.ShouldBeNull();

    [Theory]
    [InlineData("[STATUS] == any(301, 404)", "it is 200")]
    [InlineData("[STATUS] != 2xx", "it is 200")]
    [InlineData("[STATUS] > 200", "it is 200")]
    [InlineData("[RESPONSE_TIME] < 250", "it is 250 ms")]
    [InlineData("[CERTIFICATE_EXPIRATION] > 14d", "it is 14 days")]
    [InlineData("[IP] == 192.0.2.1", "it is a text of")]
    [InlineData("[HEADER].content-type == json", "it is a text of 31 characters")]
    [InlineData("[HEADER].nope !contains x", "there is no such header")]
    [InlineData("[BODY] contains nope", "it is a text of")]
    [InlineData("[BODY_SIZE] < 10", "it is 1")]
    [InlineData("[BODY].n == 4", "it is 3")]
    [InlineData("[BODY].n < 3", "it is 3")]
    [InlineData("[BODY].ok == false", "it is true")]
    [InlineData("[BODY].name == eagle", "it is a text of 4 characters")]
    [InlineData("[BODY].name > 3", "it is a text of 4 characters")]
    [InlineData("[BODY].nope != 1", "nothing at that path")]
    [InlineData("[BODY].items[*].id == 9", "none of 2 values")]
    [InlineData("len([BODY].n) > 0", "it has no length")]
    [InlineData("has([BODY].ok) == false", "it is there")]
    [InlineData("""[BODY] schema {"properties":{"items":{"items":{"properties":{"id":{"maximum":5}}}}}}""", "breaks it at #/items/1/id")]
    [InlineData("""[BODY] schema {"required":["token"]}""", "breaks it at #/token")]
    [InlineData("""[BODY] schema {"additionalProperties":false,"properties":{"ok":true}}""", "breaks it at #/n")]
    [InlineData("[DNS_RCODE] == NXDOMAIN", "it is a text of")]
    [InlineData("[DNS_ANSWERS] contains 192.0.2", "it is none of 3")]
    public void What_does_not_hold_is_told_without_the_targets_own_words(string condition, string says)
    {
        var failure = Assertion.Judge(Condition.Parse(condition), Example).ShouldNotBeNull();

        failure.Error.ShouldBe(ErrorClass.Assertion);
        failure.Message.ShouldContain("does not hold");
        failure.Message.ShouldContain(says);
        failure.Message.ShouldNotContain("application/json");
    }

    [Theory]
    //          of a body that was cut                holds: null, or the class
    [InlineData("[BODY] contains begin", null)]
    [InlineData("[BODY] matches ^begin", null)]
    [InlineData("[BODY_SIZE] > 5", null)]
    [InlineData("[BODY] contains end", ErrorClass.TooLarge)]
    [InlineData("[BODY] !contains end", ErrorClass.TooLarge)]
    [InlineData("[BODY] !contains begin", ErrorClass.Assertion)]
    [InlineData("[BODY] == begin", ErrorClass.TooLarge)]
    [InlineData("[BODY_SIZE] < 100", ErrorClass.TooLarge)]
    [InlineData("[BODY].a == 1", ErrorClass.TooLarge)]
    [InlineData("[BODY] schema {}", ErrorClass.TooLarge)]
    public void Of_a_body_that_was_cut_only_what_the_part_tells_is_believed(string condition, ErrorClass? error)
    {
        var answer = Example with { Body = new Body("begin of it"u8.ToArray(), whole: false) };

        Assertion.Judge(Condition.Parse(condition), answer)?.Error.ShouldBe(error!.Value);
        (Assertion.Judge(Condition.Parse(condition), answer) is null).ShouldBe(error is null);
    }

    [Theory]
    [InlineData("[STATUS] == 200")]
    [InlineData("[STATUS] == any(201, 204)")]
    [InlineData("[RESPONSE_TIME] < 60s")]
    [InlineData("[BODY] contains nowhere-to-be-found")]
    public void What_is_explained_is_what_is_judged(string text)
    {
        var condition = Condition.Parse(text);

        var report = Assertion.Explain(condition, Example);

        report.Condition.ShouldBe(condition.ToString());
        report.Holds.ShouldBe(Assertion.Judge(condition, Example) is null);
        report.Detail.ShouldStartWith(report.Holds ? "It holds" : condition.ToString());
    }

    [Fact]
    public void A_body_that_is_no_json_fails_every_path()
    {
        var answer = Example with { Body = Text("<html>") };

        foreach (var condition in new[] { "[BODY].a == 1", "[BODY].a != 1", "len([BODY]) == 1", "[BODY] schema true", "has([BODY].a) == true" })
            Assertion.Judge(Condition.Parse(condition), answer).ShouldNotBeNull().Error.ShouldBe(ErrorClass.Assertion);
        Assertion.Judge(Condition.Parse("has([BODY].a) == false"), answer).ShouldBeNull();
    }

    [Fact]
    public void The_first_failure_is_told() =>
        Assertion.FirstFailure([Condition.Parse("[STATUS] == 200"), Condition.Parse("[STATUS] == 201"), Condition.Parse("[STATUS] == 202")], Example)!.Message.ShouldContain("201");

    [Fact]
    public void No_body_makes_any_condition_throw()
    {
        var bodies = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes ?? []),
            ArbMap.Default.GeneratorFor<string>().Select(text => Encoding.UTF8.GetBytes(text ?? "")),
            Gen.Elements("{}", "[]", "null", "\"\\ud800\"", "{\"a\":1,\"a\":[]}", "1e999", "[[[[1]]]]", new string('[', 500), "{\"a\":{\"b c\":{\"d\":[1,2]}}}", "\uFEFF{}", "[{\"id\":1},2,\"x\"]").Select(Encoding.UTF8.GetBytes));
        var cases = from condition in Conditions.Any
                    from bytes in bodies
                    from whole in Gen.Elements(true, true, false)
                    from charset in Gen.Elements(null, "utf-8", "latin1", "utf-16", "nonsense")
                    select (condition, body: new Body(bytes, whole, charset));

        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var failure = Assertion.Judge(one.condition, Example with { Body = one.body });
            var nothing = Assertion.Judge(one.condition, new Answer { Now = Now, ResponseTime = 0 });
            return failure is null or { Error: ErrorClass.Assertion or ErrorClass.TooLarge } && nothing is null or { Error: ErrorClass.Assertion };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Theory]
    [InlineData("[BODY] matches (a+)+b")]
    [InlineData("[BODY] matches (a|aa)*b")]
    [InlineData("[BODY] matches ^(.*a){20}b")]
    [InlineData("[BODY] matches (a{20}){20}b")]
    [InlineData("[BODY]..a[*][?(@.b == 1)] == 2")]
    public async Task A_hostile_condition_on_a_hostile_body_ends(string condition)
    {
        var body = condition.Contains("matches", StringComparison.Ordinal) ? new string('a', 1_000_000) : $"[{string.Join(",", Enumerable.Repeat("{\"a\":[[],{\"b\":0}]}", 40_000))}]";

        await Task.Run(() => Assertion.Judge(Condition.Parse(condition), Example with { Body = Text(body) }), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static Body Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
