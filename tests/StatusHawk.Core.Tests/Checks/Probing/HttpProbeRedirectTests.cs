using StatusHawk.Core.Checks;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class HttpProbeRedirectTests
{
    [Theory]
    [InlineData("/end")]
    [InlineData("end")]
    [InlineData("http://127.0.0.1:{port}/end")]
    [InlineData("//127.0.0.1:{port}/end")]
    public async Task It_is_judged_where_the_redirect_leads(string location)
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/start", Behaviour.Redirect(location.Replace("{port}", $"{target.Port}", StringComparison.Ordinal)));
        target.Behave("/end", Behaviour.Status(503));

        var result = await TryAsync(Check(target.At("/start")));

        result.Evidence!.StatusCode.ShouldBe(503);
        target.Requests.Count.ShouldBe(2);
        target.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Five_redirects_are_followed()
    {
        await using var target = FlakyTarget.Start();
        for (var i = 0; i < 5; i++) target.Behave($"/{i}", Behaviour.Redirect($"/{i + 1}"));

        (await TryAsync(Check(target.At("/0")))).Outcome.ShouldBe(Outcome.Up);
        target.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_loop_of_redirects_is_a_protocol_error()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Redirect("/again", 301));

        var result = await TryAsync(Check(target.Url));

        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBe(ErrorClass.Protocol);
        result.Evidence.StatusCode.ShouldBe(301);
        result.Evidence.Message.ShouldBe("The answer redirects more than 5 times.");
        target.Requests.Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[broken")]
    public async Task A_redirect_to_something_else_than_http_is_a_protocol_error(string location)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Redirect(location));

        (await TryAsync(Check(target.Url))).Evidence!.Error.ShouldBe(ErrorClass.Protocol);
    }

    [Fact]
    public async Task A_redirect_without_a_place_is_a_status()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Status(302));

        (await TryAsync(Check(target.Url))).Evidence!.Error.ShouldBe(ErrorClass.Status);
    }

    [Fact]
    public async Task The_phases_of_all_hops_are_summed()
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/0", Behaviour.After(TimeSpan.FromMilliseconds(300), Behaviour.Redirect("/1")));
        target.Behave("/1", Behaviour.After(TimeSpan.FromMilliseconds(300), Behaviour.Ok));

        (await TryAsync(Check(target.At("/0")))).Timings.FirstByte.ShouldBeGreaterThanOrEqualTo(580);
    }

    [Fact]
    public async Task The_monitors_headers_go_along_within_its_origin()
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/0", Behaviour.Redirect("/1"));

        await TryAsync(Check(target.At("/0"), headers: new() { ["X-Key"] = "s3cret" }));

        target.Requests[1].ShouldContain("X-Key: s3cret");
    }

    [Fact]
    public async Task The_monitors_headers_are_not_told_to_another_origin_nor_sent_after_it_sends_back()
    {
        await using var home = FlakyTarget.Start();
        await using var other = FlakyTarget.Start();
        home.Behave("/0", Behaviour.Redirect(other.At("/x").ToString()));
        other.Behave("/x", Behaviour.Redirect(home.At("/1").ToString()));

        (await TryAsync(Check(home.At("/0"), headers: new() { ["X-Key"] = "s3cret", ["Cookie"] = "s3cret" }))).Outcome.ShouldBe(Outcome.Up);

        home.Requests[0].ShouldContain("s3cret");
        other.Requests.ShouldHaveSingleItem().ShouldNotContain("s3cret");
        home.Requests[1].ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData(301, "POST", "GET")]
    [InlineData(302, "POST", "GET")]
    [InlineData(303, "POST", "GET")]
    [InlineData(303, "PUT", "GET")]
    [InlineData(303, "HEAD", "HEAD")]
    [InlineData(302, "HEAD", "HEAD")]
    [InlineData(302, "PUT", "PUT")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "DELETE", "DELETE")]
    public async Task The_method_after_a_redirect_is_the_one_that_browsers_use(int status, string method, string after)
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/0", Behaviour.Redirect("/1", status));
        target.Behave("/1", Behaviour.Raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        await TryAsync(Check(target.At("/0"), method: method));

        target.Requests[1].ShouldStartWith(after + " /1 ");
    }

    private static Task<CheckResult> TryAsync(CheckSpec check) => Probe().TryAsync(check, TestContext.Current.CancellationToken).WaitAsync(Generous);
}
