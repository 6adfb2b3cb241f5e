using System.Net;
using System.Text;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

/// <summary>Conditions, thresholds, excerpts and facts of whole checks; how conditions themselves are judged is tested with them.</summary>
public sealed class AssertionsInChecksTests
{
    public static TheoryData<int, string, string[], ErrorClass?> Answers => new()
    {
        // A condition on the status replaces the rule that it be 200 to 299, and no other condition does.
        { 503, "", ["[STATUS] == 503"], null },
        { 200, "", ["[STATUS] == 503"], ErrorClass.Assertion },
        { 404, "", ["[STATUS] < 500"], null },
        { 404, "", ["[STATUS] == any(200, 404)"], null },
        { 404, "ok", ["[BODY] == ok"], ErrorClass.Status },
        { 404, "ok", ["[BODY] == ok", "[STATUS] == 404"], null },

        { 200, "all is well", ["[BODY] contains well"], null },
        { 200, "all is well", ["[BODY] contains ill"], ErrorClass.Assertion },
        { 200, "all is well", ["[BODY_SIZE] == 11"], null },
        { 200, "", ["[BODY_SIZE] > 0"], ErrorClass.Assertion },
        { 200, """{"a": {"b": [1, 2]}}""", ["[BODY].a.b[1] == 2", "len([BODY].a.b) == 2", "has([BODY].a.c) == false"], null },
        { 200, """{"a": {"b": [1, 2]}}""", ["[BODY].a.b[1] == 2", "[BODY].a.b[0] == 2"], ErrorClass.Assertion },
        { 200, "no JSON", ["[BODY].a == 1"], ErrorClass.Assertion },
        { 200, "", ["[HEADER].x-mood == good"], null },
        { 200, "", ["[HEADER].x-mood == bad"], ErrorClass.Assertion },
        { 200, "", ["has([HEADER].X-None) == false"], null },
        { 200, "", ["has([HEADER].Content-Length) == true"], null },
        { 200, "", ["[RESPONSE_TIME] < 20s"], null },
        { 200, "", ["[RESPONSE_TIME] > 20s"], ErrorClass.Assertion },
        { 200, "", ["[IP] == 127.0.0.1"], null },
        { 200, "", ["[CERTIFICATE_EXPIRATION] > 1d"], ErrorClass.Assertion },
        { 200, "", ["[NONSENSE] == 1"], ErrorClass.Internal },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_must_meet_all_conditions(int status, string body, string[] assertions, ErrorClass? error)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Answer(status, body, "X-Mood: good"));

        var result = await RunAsync(Check(target.Url) with { Assertions = assertions });

        (result.Evidence?.Error).ShouldBe(error, result.Evidence?.Message);
        result.Outcome.ShouldBe(error switch { null => Outcome.Up, ErrorClass.Internal => Outcome.Inconclusive, _ => Outcome.Down });
        if (error == ErrorClass.Assertion) result.Evidence!.Phase.ShouldBe(CheckPhase.Judge);
    }

    [Fact]
    public async Task Conditions_are_judged_where_the_redirects_lead()
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/0", Behaviour.Redirect("/1"));
        target.Behave("/1", Answer(200, "here"));

        (await RunAsync(Check(target.At("/0")) with { Assertions = ["[BODY] == here", "[STATUS] == 200"] })).Outcome.ShouldBe(Outcome.Up);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_packed_body_is_unpacked_for_its_conditions(string encoding)
    {
        await using var target = FlakyTarget.Start();
        var packed = new MemoryStream();
        await using (Stream packer = encoding switch
        {
            "gzip" => new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest),
            "br" => new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest),
            _ => new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest),
        }) await packer.WriteAsync(Encoding.UTF8.GetBytes("""{"a": 1}"""));
        target.Behave(Behaviour.Encoded(encoding, packed.ToArray()));

        var result = await RunAsync(Check(target.Url) with { Assertions = ["[BODY].a == 1"] });

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        result.Facts!.BodyBytes.ShouldBe(8);
    }

    [Theory]
    [InlineData(100, Outcome.Degraded)]
    [InlineData(19_000, Outcome.Up)]
    [InlineData(null, Outcome.Up)]
    public async Task An_answer_that_is_too_slow_is_degraded(int? threshold, Outcome outcome)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.After(TimeSpan.FromMilliseconds(300), Behaviour.Ok));

        var result = await RunAsync(Check(target.Url) with { DegradedAfterMilliseconds = threshold });

        result.Outcome.ShouldBe(outcome);
        if (outcome != Outcome.Degraded) return;
        result.Evidence!.Error.ShouldBe(ErrorClass.Slow);
        result.Evidence.Message.ShouldEndWith("which is more than 100 ms.");
    }

    [Fact]
    public async Task What_is_broken_is_not_called_slow()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.After(TimeSpan.FromMilliseconds(300), Answer(200, "ill")));

        (await RunAsync(Check(target.Url) with { DegradedAfterMilliseconds = 100, Assertions = ["[BODY] == well"] })).Evidence!.Error.ShouldBe(ErrorClass.Assertion);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(200, "[BODY] contains unicorns")]
    public async Task The_evidence_shows_the_beginning_of_a_text(int status, string? assertion)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Answer(status, string.Concat(Enumerable.Repeat("äbc ", 2000)), "Content-Type: text/plain"));

        var excerpt = (await RunAsync(Check(target.Url) with { Assertions = assertion is null ? null : [assertion] })).Evidence!.Answer!;

        excerpt.Body.ShouldNotBeNull().ShouldStartWith("äbc äbc ");
        Encoding.UTF8.GetByteCount(excerpt.Body!).ShouldBeInRange(AnswerExcerpt.MaxBodyBytes - 3, AnswerExcerpt.MaxBodyBytes);
        excerpt.Headers["content-type"].ShouldBe("text/plain");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(200)]
    public async Task The_evidence_shows_nothing_of_a_binary_body(int status)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Raw($"HTTP/1.1 {status} Whatever\r\nContent-Length: 300\r\n\r\n", [.. Enumerable.Range(0, 300).Select(i => (byte)i)]));

        var excerpt = (await RunAsync(Check(target.Url) with { Assertions = status == 200 ? ["[BODY] == text"] : null })).Evidence!.Answer!;

        excerpt.Body.ShouldBeNull();
        excerpt.Headers["Content-Length"].ShouldBe("300");
    }

    [Fact]
    public async Task An_answer_that_is_up_has_no_evidence_at_all()
    {
        await using var target = FlakyTarget.Start();

        (await RunAsync(Check(target.Url) with { Assertions = ["[BODY] == ok"] })).Evidence.ShouldBeNull();
    }

    public static TheoryData<string, string> SecretHeaders => new()
    {
        { "Set-Cookie", "sid=s3cret; HttpOnly" },
        { "X-Api-Token", "s3cret" },
        { "X-API-KEY", "s3cret" },
        { "WWW-Authenticate", "Digest nonce=s3cret" },
        { "X-Session-Id", "s3cret" },
        { "X-Signature", "s3cret" },
        { "Location", "https://elsewhere.example/login?token=s3cret" },
    };

    [Theory]
    [MemberData(nameof(SecretHeaders))]
    public async Task The_evidence_masks_what_the_target_keeps_secret(string name, string value)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Answer(500, "", $"{name}: {value}"));

        var headers = (await RunAsync(Check(target.Url))).Evidence!.Answer!.Headers;

        headers[name].ShouldContain("•••");
        headers.Values.ShouldAllBe(header => !header.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_redirect_the_evidence_shows_where_it_leads()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Redirect("https://elsewhere.example/login?token=s3cret"));
        var check = Check(target.Url);

        var headers = (await RunAsync(check with { Http = check.Http! with { MaxRedirects = 0 } })).Evidence!.Answer!.Headers;

        headers["Location"].ShouldBe("https://elsewhere.example/login?•••");
    }

    public static TheoryData<string, string> Echoes => new()
    {
        { "a header", "you sent hunter2222" },
        { "a header's second word", "you sent Token hunter2222" },
        { "a token", "you are t0ken-t0ken, who may not" },
        { "a password", "the password pa55word is wrong" },
        { "a password as it is sent", $"you sent Basic {Convert.ToBase64String("me:pa55word"u8)}" },
        { "a body", "you posted the b0dy of the request" },
    };

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task The_evidence_masks_the_monitors_own_secrets_when_the_target_repeats_them(string name, string answer)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Answer(500, answer, $"X-Echo: {answer}"));
        var check = Check(target.Url, headers: new() { ["X-Mine"] = "Token hunter2222" });
        var isToken = name == "a token";
        check = check with
        {
            Http = check.Http! with
            {
                Method = "POST",
                User = isToken ? null : "me",
                SealedPassword = ProbingSetup.Sealer.Seal(isToken ? "t0ken-t0ken" : "pa55word", MonitorId),
                SealedBody = ProbingSetup.Sealer.Seal("the b0dy of the request", MonitorId),
            },
        };

        var excerpt = (await RunAsync(check)).Evidence!.Answer!;

        foreach (var shown in new[] { excerpt.Body!, excerpt.Headers["X-Echo"] })
        {
            shown.ShouldContain("•••");
            foreach (var secret in new[] { "hunter2222", "t0ken-t0ken", "pa55word", Convert.ToBase64String("me:pa55word"u8), "b0dy" }) shown.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_secret_is_masked_before_a_long_header_is_cut()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Answer(500, "", $"X-Echo: {new string('x', 295)}hunter2222"));

        var excerpt = (await RunAsync(Check(target.Url, headers: new() { ["X-Mine"] = "hunter2222" }))).Evidence!.Answer!;

        excerpt.Headers["X-Echo"].ShouldNotContain("hunt");
    }

    [Fact]
    public async Task A_secret_that_the_excerpts_end_cuts_is_masked()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Answer(500, new string('x', AnswerExcerpt.MaxBodyBytes - 6) + "hunter2222", "Content-Type: text/plain"));

        var excerpt = (await RunAsync(Check(target.Url, headers: new() { ["X-Mine"] = "hunter2222" }))).Evidence!.Answer!;

        excerpt.Body.ShouldNotBeNull().ShouldNotContain("hunt");
    }

    [Fact]
    public async Task A_check_tells_what_it_learnt()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.For("site.example");
        await using var target = FlakyTarget.Start(certificate);
        target.Behave("/0", Behaviour.Redirect("/1"));
        target.Behave("/1", Behaviour.Redirect("/2"));
        target.Behave("/2", Answer(200, "twelve bytes"));
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), new CertificateTrust([certificates.Root], TimeProvider.System));

        var facts = (await Runner(probes: Probe(dialer: dialer)).RunAsync(Check(target.At("/0", "site.example")))).Facts!;

        facts.Address.ShouldBe("127.0.0.1");
        facts.StatusCode.ShouldBe(200);
        facts.Redirects.ShouldBe(2);
        facts.HttpVersion.ShouldBe("1.1");
        facts.TlsVersion.ShouldBeOneOf("1.2", "1.3");
        facts.CertificateExpires.ShouldBe(new DateTimeOffset(certificate.NotAfter));
        facts.CertificateIssuer.ShouldNotBeNull().ShouldStartWith("StatusHawk test authority");
        facts.BodyBytes.ShouldBe(12);
        facts.DnsRcode.ShouldBeNull();
        facts.Retries.ShouldBe(0);
    }

    [Fact]
    public async Task A_check_without_tls_knows_of_none()
    {
        await using var target = FlakyTarget.Start();

        var facts = (await RunAsync(Check(target.Url))).Facts!;

        facts.Redirects.ShouldBe(0);
        facts.TlsVersion.ShouldBeNull();
        facts.CertificateExpires.ShouldBeNull();
        facts.CertificateIssuer.ShouldBeNull();
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_leaves_no_certificate_behind()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.For("site.example");
        await using var secure = FlakyTarget.Start(certificate);
        await using var plain = FlakyTarget.Start();
        secure.Behave(Behaviour.Redirect(plain.At("/").ToString()));
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), new CertificateTrust([certificates.Root], TimeProvider.System));

        var facts = (await Runner(probes: Probe(dialer: dialer)).RunAsync(Check(secure.At("/", "site.example")))).Facts!;

        facts.Redirects.ShouldBe(1);
        facts.CertificateExpires.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task A_retry_that_worked_is_told(int failures, int retries)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.First(failures, Behaviour.Status(500), Behaviour.Ok));

        var result = await Runner(Options(retries: 3)).RunAsync(Check(target.Url));

        result.Outcome.ShouldBe(Outcome.Up);
        result.Facts!.Retries.ShouldBe(retries);
        result.Evidence.ShouldBeNull();
    }

    private static Behaviour Answer(int status, string body, params string[] headers) =>
        Behaviour.Raw($"HTTP/1.1 {status} Whatever\r\n{string.Concat(headers.Select(header => header + "\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static Task<CheckResult> RunAsync(CheckSpec check) => Runner().RunAsync(check);
}
