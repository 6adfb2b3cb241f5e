using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

/// <summary>What the probe sends.</summary>
public sealed class HttpProbeRequestTests
{
    [Fact]
    public async Task It_says_who_it_is_and_nothing_needless()
    {
        await using var target = FlakyTarget.Start();

        await TryAsync(Check(target.At("/health?deep=1")));

        target.Requests.ShouldHaveSingleItem().ShouldBe(
            $"GET /health?deep=1 HTTP/1.1\r\nHost: 127.0.0.1:{target.Port}\r\nUser-Agent: {HttpRequestHeaders.UserAgent("")}\r\nAccept: */*\r\n\r\n");
    }

    [Fact]
    public async Task A_monitors_own_headers_are_opened_and_sent()
    {
        await using var target = FlakyTarget.Start();

        await TryAsync(Check(target.Url, headers: new() { ["Authorization"] = "Bearer s3cret", ["user-agent"] = "mine", ["Content-Type"] = "text/x", ["Host"] = "other.example" }));

        var request = target.Requests.ShouldHaveSingleItem();
        request.ShouldContain("Authorization: Bearer s3cret\r\n");
        request.ShouldContain("User-Agent: mine\r\n");
        request.ShouldContain("Content-Type: text/x\r\n");
        request.ShouldContain("Host: other.example\r\n");
        request.ShouldNotContain("StatusHawk");
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task The_method_is_the_monitors(string method)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        (await TryAsync(Check(target.Url, method: method))).Outcome.ShouldBe(Outcome.Up);

        target.Requests.ShouldHaveSingleItem().ShouldStartWith(method + " / ");
    }

    [Fact]
    public async Task A_header_sealed_elsewhere_makes_the_check_inconclusive_and_is_not_repeated()
    {
        await using var target = FlakyTarget.Start();
        var check = Check(target.Url);
        check = check with { Http = check.Http! with { SealedHeaders = new Dictionary<string, string> { ["X-Key"] = ProbingSetup.Sealer.Seal("s3cret", "mon_another") } } };

        var result = await TryAsync(check);

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
        result.Evidence.Message.ShouldBe("The request header X-Key of the monitor cannot be unsealed with this probe's keys.");
        target.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("content-length", "5")]
    [InlineData("X-Split", "a\r\nX-Injected: b")]
    [InlineData("No Name", "a")]
    [InlineData("", "a")]
    public async Task A_header_that_would_break_the_request_is_not_sent(string name, string value)
    {
        await using var target = FlakyTarget.Start();

        var result = await TryAsync(Check(target.Url, headers: new() { [name] = value }));

        HttpRequestHeaders.IsAllowed(name, value).ShouldBeFalse();
        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
        target.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_monitor_without_a_usable_url_is_inconclusive()
    {
        (await TryAsync(Check(new Uri("ftp://example.com/")))).Outcome.ShouldBe(Outcome.Inconclusive);
        (await TryAsync(Check(new Uri("http://example.com/")) with { Http = null })).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Theory]
    [InlineData("https://Example.COM:8443/a", "example.com")]
    [InlineData("http://[::1]/", "::1")]
    [InlineData("no url", "")]
    public void The_host_that_concurrency_counts_against_is_without_port_and_in_lower_case(string url, string host)
    {
        var check = Check(new Uri("http://x.example"));
        Probe().Host(check with { Http = check.Http! with { Url = url } }).ShouldBe(host);
    }

    private static Task<CheckResult> TryAsync(CheckSpec check) => Probe().TryAsync(check, TestContext.Current.CancellationToken).WaitAsync(Generous);
}
