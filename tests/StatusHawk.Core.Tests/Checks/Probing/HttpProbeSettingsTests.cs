using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

/// <summary>What a monitor may set beside its URL, method and headers.</summary>
public sealed class HttpProbeSettingsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("me", "s3cret pass", "Basic bWU6czNjcmV0IHBhc3M=")]
    [InlineData("zoë", "пароль", "Basic em/DqzrQv9Cw0YDQvtC70Yw=")]
    [InlineData(null, "t0ken", "Bearer t0ken")]
    public async Task A_password_is_sent_as_basic_and_a_token_as_bearer(string? user, string password, string authorization)
    {
        await using var target = FlakyTarget.Start();

        (await RunAsync(target.Url, http => http with { User = user, SealedPassword = Sealed(password) })).Outcome.ShouldBe(Outcome.Up);

        target.Requests.ShouldHaveSingleItem().ShouldContain($"\r\nAuthorization: {authorization}\r\n");
    }

    [Fact]
    public async Task A_password_takes_precedence_over_a_header_of_the_monitor()
    {
        await using var target = FlakyTarget.Start();

        await RunAsync(target.Url, http => http with { SealedPassword = Sealed("t0ken"), SealedHeaders = new Dictionary<string, string> { ["authorization"] = Sealed("Digest x") } });

        target.Requests.ShouldHaveSingleItem().ShouldContain("Bearer t0ken");
        target.Requests[0].ShouldNotContain("Digest");
    }

    [Fact]
    public async Task A_token_that_would_break_the_request_is_not_sent()
    {
        await using var target = FlakyTarget.Start();

        var result = await RunAsync(target.Url, http => http with { SealedPassword = Sealed("t0ken\r\nX-Injected: yes") });

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Message.ShouldBe("The token of the monitor cannot be sent.");
        target.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("body")]
    public async Task What_cannot_be_unsealed_makes_the_check_inconclusive(string what)
    {
        await using var target = FlakyTarget.Start();
        var elsewhere = ProbingSetup.Sealer.Seal("x", "mon_another");

        var result = await RunAsync(target.Url, http => what == "body" ? http with { SealedBody = elsewhere } : http with { SealedPassword = elsewhere });

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Message.ShouldContain(what);
        target.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_header_beyond_ascii_is_sent()
    {
        await using var target = FlakyTarget.Start();

        var result = await RunAsync(target.Url, http => http with { SealedHeaders = new Dictionary<string, string> { ["X-Name"] = Sealed("Zoë") } });

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        target.Requests.ShouldHaveSingleItem().ShouldContain("X-Name: Zo\u00c3\u00ab", Case.Sensitive, "It is UTF-8, read here byte by byte.");
    }

    [Theory]
    [InlineData("POST", """{"a": 1}""", null, "application/json; charset=utf-8")]
    [InlineData("PUT", """  [1]""", null, "application/json; charset=utf-8")]
    [InlineData("PATCH", "a=1", null, "text/plain; charset=utf-8")]
    [InlineData("POST", "a=1", "application/x-www-form-urlencoded", "application/x-www-form-urlencoded")]
    [InlineData("POST", "Grüße", null, "text/plain; charset=utf-8")]
    public async Task A_body_is_sent_with_the_type_that_it_looks_like_or_that_the_monitor_says(string method, string body, string? type, string sent)
    {
        await using var target = FlakyTarget.Start();
        var headers = type is null ? null : new Dictionary<string, string> { ["content-type"] = Sealed(type) };

        (await RunAsync(target.Url, http => http with { Method = method, SealedBody = Sealed(body), SealedHeaders = headers })).Outcome.ShouldBe(Outcome.Up);

        var request = target.Requests.ShouldHaveSingleItem();
        request.ShouldContain($"\r\nContent-Type: {sent}\r\n");
        request.ShouldContain($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        request.ShouldEndWith("\r\n\r\n" + body);
    }

    [Theory]
    [InlineData("tenant.example", "tenant.example")]
    [InlineData("tenant.example:8443", "tenant.example")]
    public async Task The_host_of_the_monitor_is_asked_for_and_its_certificate_is_wanted(string host, string name)
    {
        using var certificate = _certificates.For(name);
        await using var target = FlakyTarget.Start(certificate);

        var result = await RunAsync(target.At("/", "gateway.example"), http => http with { Host = host });

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        target.ServerNames.ShouldBe([name]);
        target.Requests.ShouldHaveSingleItem().ShouldContain($"\r\nHost: {host}\r\n");
        (await RunAsync(target.At("/", "gateway.example"))).Evidence!.Error.ShouldBe(ErrorClass.Tls);
    }

    [Theory]
    [InlineData(false, ErrorClass.Tls)]
    [InlineData(true, null)]
    public async Task Any_certificate_will_do_where_the_monitor_says_so(bool ignore, ErrorClass? error)
    {
        using var strangers = new TestCertificates();
        using var certificate = strangers.For("other.example", DateTimeOffset.UtcNow.AddDays(-3));
        await using var target = FlakyTarget.Start(certificate);

        var result = await RunAsync(target.At("/", "site.example"), http => http with { IgnoreCertificateErrors = ignore });

        (result.Evidence?.Error).ShouldBe(error, result.Evidence?.Message);
    }

    [Theory]
    [InlineData(null, HttpProtocols.Http1AndHttp2, "1.1", "HTTP/1.1")]
    [InlineData("1.1", HttpProtocols.Http1AndHttp2, "1.1", "HTTP/1.1")]
    [InlineData("2", HttpProtocols.Http1AndHttp2, "2", "HTTP/2")]
    [InlineData("2", HttpProtocols.Http2, "2", "HTTP/2")]
    public async Task The_version_of_http_is_the_monitors(string? version, HttpProtocols offered, string spoken, string answer)
    {
        using var certificate = _certificates.For("site.example");
        await using var target = await Http2Target.StartAsync(certificate, offered);

        var result = await RunAsync(new Uri($"https://site.example:{target.Port}/"), http => http with { HttpVersion = version }, [$"[BODY] == {answer}"]);

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        result.Facts!.HttpVersion.ShouldBe(spoken);
    }

    [Fact]
    public async Task Http2_without_tls_is_spoken_to_whoever_understands_it()
    {
        await using var target = await Http2Target.StartAsync(certificate: null, HttpProtocols.Http2);

        var result = await RunAsync(new Uri($"http://site.example:{target.Port}/"), http => http with { HttpVersion = "2" });

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        result.Facts!.HttpVersion.ShouldBe("2");
    }

    [Fact]
    public async Task A_server_that_does_not_offer_http2_fails_who_wants_it()
    {
        using var certificate = _certificates.For("site.example");
        await using var target = FlakyTarget.Start(certificate);

        var evidence = (await RunAsync(target.At("/", "site.example"), http => http with { HttpVersion = "2" })).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Protocol);
        evidence.Message.ShouldBe("The server does not offer HTTP/2.");
        target.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_tls_a_server_that_does_not_understand_http2_fails_who_wants_it()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Greet("HTTP/1.1 400 Bad Request\r\n\r\n"));

        var result = await RunAsync(target.At("/", "site.example"), http => http with { HttpVersion = "2" });

        // Which one depends on whether the answer or the question is seen first.
        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBeOneOf(ErrorClass.Protocol, ErrorClass.Reset);
    }

    [Theory]
    [InlineData(IpVersion.Any, "127.0.0.1", null)]
    [InlineData(IpVersion.Ipv4, "127.0.0.1", null)]
    [InlineData(IpVersion.Ipv6, null, ErrorClass.Dns)]
    public async Task The_version_of_ip_is_the_monitors(IpVersion version, string? address, ErrorClass? error)
    {
        await using var target = FlakyTarget.Start();

        var result = await RunAsync(target.At("/", "site.example"), http => http with { IpVersion = version });

        (result.Evidence?.Error).ShouldBe(error);
        result.Facts!.Address.ShouldBe(address);
    }

    [Fact]
    public async Task Over_ipv6_a_target_is_reached_that_is_not_there_over_ipv4()
    {
        if (!Socket.OSSupportsIPv6) Assert.Skip("This machine has no IPv6.");
        await using var target = FlakyTarget.Start(address: IPAddress.IPv6Loopback);
        var dialer = DialerOf(new() { ["both.example"] = ["127.0.0.1", "::1"] });
        var check = Check(target.At("/", "both.example"));

        var result = await Runner(probes: Probe(dialer: dialer)).RunAsync(check with { Http = check.Http! with { IpVersion = IpVersion.Ipv6 } });

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        result.Facts!.Address.ShouldBe("::1");
    }

    [Theory]
    [InlineData(0, 1, ErrorClass.Status, 302)]
    [InlineData(1, 1, null, 200)]
    [InlineData(1, 2, ErrorClass.Protocol, 302)]
    [InlineData(null, 5, null, 200)]
    [InlineData(null, 6, ErrorClass.Protocol, 302)]
    [InlineData(10, 10, null, 200)]
    public async Task So_many_redirects_are_followed_as_the_monitor_says(int? most, int redirects, ErrorClass? error, int status)
    {
        await using var target = FlakyTarget.Start();
        for (var i = 0; i < redirects; i++) target.Behave($"/{i}", Behaviour.Redirect($"/{i + 1}"));

        var result = await RunAsync(target.At("/0"), http => http with { MaxRedirects = most });

        (result.Evidence?.Error).ShouldBe(error);
        result.Facts!.StatusCode.ShouldBe(status);
        target.Requests.Count.ShouldBe(Math.Min(redirects, most ?? 5) + 1);
    }

    [Fact]
    public async Task A_redirect_may_be_what_is_wanted()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Redirect("https://elsewhere.example/", 301));

        var result = await RunAsync(target.Url, http => http with { MaxRedirects = 0 }, ["[STATUS] == 301", "[HEADER].location == https://elsewhere.example/"]);

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
    }

    [Fact]
    public async Task Nothing_secret_is_told_to_another_origin()
    {
        await using var home = FlakyTarget.Start();
        await using var other = FlakyTarget.Start();
        home.Behave(Behaviour.Redirect(other.At("/x").ToString(), 307));

        await RunAsync(home.Url, http => http with
        {
            Method = "POST",
            SealedBody = Sealed("s3cret body"),
            SealedPassword = Sealed("s3cret token"),
            SealedHeaders = new Dictionary<string, string> { ["X-Key"] = Sealed("s3cret header") },
            Host = "s3cret.example",
        });

        var sent = home.Requests.ShouldHaveSingleItem();
        sent.ShouldContain("s3cret body");
        sent.ShouldContain("s3cret token");
        var told = other.Requests.ShouldHaveSingleItem();
        told.ShouldStartWith("POST /x ");
        told.ShouldNotContain("s3cret");
        told.ShouldNotContain("Authorization");
        told.ShouldContain($"\r\nHost: 127.0.0.1:{other.Port}\r\n");
    }

    [Theory]
    [InlineData(307, true)]
    [InlineData(308, true)]
    [InlineData(302, false)]
    [InlineData(303, false)]
    public async Task Within_an_origin_the_body_goes_along_with_its_method(int status, bool along)
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/0", Behaviour.Redirect("/1", status));

        await RunAsync(target.At("/0"), http => http with { Method = "POST", SealedBody = Sealed("the body"), SealedPassword = Sealed("t0ken") });

        target.Requests[1].ShouldContain("Bearer t0ken");
        target.Requests[1].EndsWith("the body", StringComparison.Ordinal).ShouldBe(along);
    }

    private static string Sealed(string text) => ProbingSetup.Sealer.Seal(text, MonitorId);

    private Task<CheckResult> RunAsync(Uri url, Func<HttpTarget, HttpTarget>? change = null, string[]? assertions = null)
    {
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), new CertificateTrust([_certificates.Root], TimeProvider.System));
        var check = Check(url);
        return Runner(probes: Probe(dialer: dialer)).RunAsync(check with { Http = change?.Invoke(check.Http!) ?? check.Http, Assertions = assertions });
    }
}
