using System.IO.Compression;
using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

/// <summary>What a target may do to whoever checks it, and what becomes of the check. A new trick is a new row.</summary>
public sealed class HostileTargetTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string OneOfBody = "[BODY].a == 1";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string OneMegabyte = new('x', 1024 * 1024);

    private static readonly Dictionary<string, Hostile> Corpus = new Hostile[]
    {
        // Slow: the time limit ends it.
        new("hangs after accept", Behaviour.HangOnAccept, ErrorClass.Timeout),
        new("hangs after the request", Behaviour.Hang, ErrorClass.Timeout),
        new("hangs after the headers", Behaviour.HangInBody, ErrorClass.Timeout),
        new("hangs in the handshake", Behaviour.HangOnAccept, ErrorClass.Timeout) { Https = true },
        new("sends a byte of the handshake and hangs", Behaviour.Greet("\u0016"), ErrorClass.Timeout) { Https = true },
        new("drips a header", Behaviour.Repeat(Ok + "X-Slow: ", "x", Second), ErrorClass.Timeout),
        new("drips headers", Behaviour.SlowEndlessHeaders, ErrorClass.Timeout),
        new("drips a body", Behaviour.Repeat(Ok + "\r\n", "x", Second), ErrorClass.Timeout),
        new("drips chunks", Behaviour.Repeat(Ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", Second), ErrorClass.Timeout),
        new("drips empty lines", Behaviour.Repeat("", "\r\n", TimeSpan.FromMilliseconds(100)), ErrorClass.Protocol),
        new("drips a chunk's extension", Behaviour.Repeat(Ok + "Transfer-Encoding: chunked\r\n\r\n1;", "x", Second), ErrorClass.Timeout),
        new("ends a chunked body and drips trailers", Behaviour.Repeat(Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-More: x\r\n", Second), ErrorClass.Timeout),

        // Big: what is read is bounded.
        new("sends headers without end", Behaviour.EndlessHeaders, ErrorClass.Protocol),
        new("sends one header of 2 MB", Behaviour.Raw($"{Ok}X-Big: {OneMegabyte}{OneMegabyte}\r\n\r\n"), ErrorClass.Protocol),
        new("sends a status line of 1 MB", Behaviour.Raw($"HTTP/1.1 200 {OneMegabyte}\r\n\r\n"), ErrorClass.Protocol),
        new("sends a body without end", Behaviour.Repeat(Ok + "\r\n", OneMegabyte), null),
        new("sends a body without end, when its end matters", Behaviour.Repeat(Ok + "\r\n", OneMegabyte), ErrorClass.TooLarge) { Assertion = OneOfBody },
        new("sends chunks without end", Behaviour.Repeat(Ok + "Transfer-Encoding: chunked\r\n\r\n", "4\r\nxxxx\r\n"), null),
        new("sends a chunk's extension without end", Behaviour.Repeat(Ok + "Transfer-Encoding: chunked\r\n\r\n1;", OneMegabyte), ErrorClass.Reset),
        new("sends trailers without end", Behaviour.Repeat(Ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", $"X-More: {OneMegabyte}\r\n"), ErrorClass.Protocol),
        new("promises a body of 8 EB", Behaviour.Repeat($"{Ok}Content-Length: {long.MaxValue}\r\n\r\n", OneMegabyte), null),
        new("sends interim answers without end", Behaviour.Repeat("", string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 1000))), ErrorClass.Protocol),
        new("sends early hints without end", Behaviour.Repeat("", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 1000))), ErrorClass.Protocol),
        new("gzip bomb", Behaviour.Encoded("gzip", Bombs.Gzip), null),
        new("gzip bomb, when its end matters", Behaviour.Encoded("gzip", Bombs.Gzip), ErrorClass.TooLarge) { Assertion = OneOfBody },
        new("gzip bomb with a bad status", Behaviour.Raw("HTTP/1.1 500 No\r\nContent-Encoding: gzip\r\n\r\n", Bombs.Gzip), ErrorClass.Status),
        new("deflate bomb", Behaviour.Encoded("deflate", Bombs.Deflate), ErrorClass.TooLarge) { Assertion = OneOfBody },
        new("br bomb", Behaviour.Encoded("br", Bombs.Brotli), null),
        new("br bomb, when its end matters", Behaviour.Encoded("br", Bombs.Brotli), ErrorClass.TooLarge) { Assertion = OneOfBody },
        new("gzip of nothing, without end", Behaviour.Repeat(Ok + "Content-Encoding: gzip\r\n\r\n", Bombs.GzipOfNothing), null),
        new("gzip of nothing, when its end matters", Behaviour.Repeat(Ok + "Content-Encoding: gzip\r\n\r\n", Bombs.GzipOfNothing), ErrorClass.TooLarge) { Assertion = OneOfBody },
        new("deeply nested JSON", Behaviour.Encoded("identity", [.. Enumerable.Repeat((byte)'[', 900_000)]), ErrorClass.Assertion) { Assertion = OneOfBody },

        // Broken.
        new("closes at once", Behaviour.CloseOnAccept, ErrorClass.Reset),
        new("closes in the handshake", Behaviour.CloseOnAccept, ErrorClass.Tls) { Https = true },
        new("closes before it answers", Behaviour.CloseBeforeAnswer, ErrorClass.Reset),
        new("closes in the status line", Behaviour.Cut("HTTP/1."), ErrorClass.Reset),
        new("closes in the headers", Behaviour.Cut(Ok + "Content-Le"), ErrorClass.Reset),
        new("closes in the body", Behaviour.CloseInBody, ErrorClass.Reset),
        new("closes in a chunk", Behaviour.Cut(Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nab"), ErrorClass.Reset),
        new("resets at once", Behaviour.ResetOnFirstByte, ErrorClass.Reset),
        new("resets in the handshake", Behaviour.ResetOnFirstByte, ErrorClass.Tls) { Https = true },
        new("resets before it answers", Behaviour.ResetAfter(""), ErrorClass.Reset),
        new("resets in the headers", Behaviour.ResetAfter(Ok + "Content-Le"), ErrorClass.Reset),
        new("resets in the body", Behaviour.ResetAfter(Ok + "Content-Length: 100\r\n\r\nab"), ErrorClass.Reset),
        new("sends more than it promised", Behaviour.Cut(Ok + "Content-Length: 2\r\n\r\nok, and more"), null),
        new("promises nothing and sends", Behaviour.Cut("HTTP/1.1 204 No Content\r\n\r\nbut this"), null),
        new("answers twice", Behaviour.Cut($"{Ok}Content-Length: 0\r\n\r\n{Ok}Content-Length: 0\r\n\r\n"), null),
        new("promises less than nothing", Behaviour.Cut(Ok + "Content-Length: -5\r\n\r\nabc"), null),
        new("promises two lengths", Behaviour.Cut(Ok + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc"), null),
        new("a chunk that is no number", Behaviour.Cut(Ok + "Transfer-Encoding: chunked\r\n\r\nnot a number\r\n"), ErrorClass.Protocol),
        new("a chunk of 2^64 bytes", Behaviour.Cut(Ok + "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\nx"), ErrorClass.Protocol),
        new("a chunk of less than nothing", Behaviour.Cut(Ok + "Transfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n"), ErrorClass.Protocol),
        new("a chunk without its end", Behaviour.Cut(Ok + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n"), ErrorClass.Protocol),
        new("gzip that is none", Behaviour.Encoded("gzip", [.. "this is no gzip"u8]), ErrorClass.Protocol) { Assertion = OneOfBody },
        new("gzip that is none, when nobody asks", Behaviour.Encoded("gzip", [.. "this is no gzip"u8]), ErrorClass.Protocol),
        new("gzip that is none with a bad status", Behaviour.Cut("HTTP/1.1 500 No\r\nContent-Encoding: gzip\r\n\r\nthis is no gzip"), ErrorClass.Status),
        new("gzip that is cut off", Behaviour.Encoded("gzip", Bombs.Gzip[..1000]), ErrorClass.Assertion) { Assertion = OneOfBody },
        new("deflate that is none", Behaviour.Encoded("deflate", [.. "this is no zlib"u8]), ErrorClass.Protocol) { Assertion = OneOfBody },
        new("br that is none", Behaviour.Encoded("br", [.. "this is no brotli, not at all"u8]), ErrorClass.Protocol) { Assertion = OneOfBody },
        new("br that is none with a bad status", Behaviour.Cut("HTTP/1.1 500 No\r\nContent-Encoding: br\r\n\r\nthis is no brotli, not at all"), ErrorClass.Status),
        new("br that is cut off", Behaviour.Encoded("br", Bombs.Brotli[..20]), ErrorClass.Assertion) { Assertion = OneOfBody },
        new("gzip that is empty", Behaviour.Encoded("gzip", []), null),
        new("br that is empty", Behaviour.Encoded("br", []), null),
        new("an encoding that nobody knows", Behaviour.Encoded("rot13", [.. "abc"u8]), null),
        new("a character set that nobody knows", Behaviour.Raw(Ok + "Content-Type: application/json; charset=klingon\r\nContent-Length: 7\r\n\r\n{\"a\":1}"), null) { Assertion = OneOfBody },
        new("a content type that is none", Behaviour.Raw(Ok + "Content-Type: ;;;=\r\nContent-Length: 7\r\n\r\n{\"a\":1}"), null) { Assertion = OneOfBody },

        // Not HTTP.
        new("greets as a mail server", Behaviour.GarbageOnAccept, ErrorClass.Protocol),
        new("answers in HTTP/0.9", Behaviour.Cut("<html>hello</html>\r\n"), ErrorClass.Protocol),
        new("answers in HTTP/9.9", Behaviour.Cut("HTTP/9.9 200 OK\r\n\r\n"), ErrorClass.Protocol),
        new("answers in HTTP/2", Behaviour.Cut("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), ErrorClass.Protocol),
        new("a status of 99999", Behaviour.Cut("HTTP/1.1 99999 What\r\n\r\n"), ErrorClass.Protocol),
        new("a status of -200", Behaviour.Cut("HTTP/1.1 -200 OK\r\n\r\n"), ErrorClass.Protocol),
        new("a status of 000", Behaviour.Cut("HTTP/1.1 000 Nothing\r\n\r\n"), ErrorClass.Status),
        new("a status of letters", Behaviour.Cut("HTTP/1.1 abc OK\r\n\r\n"), ErrorClass.Protocol),
        new("switches protocols unasked", Behaviour.Cut("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nxyz"), ErrorClass.Status),
        new("a header without a name", Behaviour.Cut(Ok + ": x\r\n\r\n"), ErrorClass.Protocol),
        new("a header without a colon", Behaviour.Cut(Ok + "nonsense\r\n\r\n"), ErrorClass.Protocol),
        new("a NUL in a header", Behaviour.Cut(Ok + "X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n"), null),
        new("a NUL in the status line", Behaviour.Cut("HTTP/1.1 200 O\0K\r\nContent-Length: 0\r\n\r\n"), ErrorClass.Protocol),
        new("lines that end in LF alone", Behaviour.Cut("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"), null),

        // Leads elsewhere.
        new("redirects in a circle", Behaviour.Redirect("/again"), ErrorClass.Protocol),
        new("redirects to a file", Behaviour.Redirect("file:///etc/passwd"), ErrorClass.Protocol),
        new("redirects to FTP", Behaviour.Redirect("ftp://127.0.0.1/"), ErrorClass.Protocol),
        new("redirects to a script", Behaviour.Redirect("javascript:alert(1)"), ErrorClass.Protocol),
        new("redirects to data", Behaviour.Redirect("data:text/html,hello"), ErrorClass.Protocol),
        new("redirects to gopher", Behaviour.Redirect("gopher://127.0.0.1:6379/_FLUSHALL"), ErrorClass.Protocol),
        new("redirects to nothing", Behaviour.Redirect(""), ErrorClass.Protocol),
        new("redirects without saying where", Behaviour.Status(302), ErrorClass.Status),
        new("redirects to two places", Behaviour.Raw("HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"), ErrorClass.Protocol),
        new("redirects to a broken address", Behaviour.Redirect("http://[::1"), ErrorClass.Protocol),
        new("redirects to a port beyond all", Behaviour.Redirect("http://127.0.0.1:99999/"), ErrorClass.Protocol),
        new("redirects to port 0", Behaviour.Redirect("http://127.0.0.1:0/"), ErrorClass.Refused),
        new("redirects to no host", Behaviour.Redirect("http:///x"), ErrorClass.Protocol),
        new("redirects to a host of dots", Behaviour.Redirect("http://a..b/"), ErrorClass.Protocol),
        new("redirects to a host with a label of 70 characters", Behaviour.Redirect($"http://{new string('a', 70)}.example/"), ErrorClass.Dns),
        new("redirects to a host of 400 characters", Behaviour.Redirect($"http://{string.Concat(Enumerable.Repeat("abcdefg.", 50))}example/"), ErrorClass.Dns),
        new("redirects to a host with a broken IDN label", Behaviour.Redirect("http://xn--0.example/"), ErrorClass.Dns),
        new("redirects to a host with a broken IDN label of one hyphen", Behaviour.Redirect("http://xn--.example/"), ErrorClass.Dns),
        new("redirects to a host with escapes", Behaviour.Redirect("http://%00.example/"), ErrorClass.Protocol),
        new("redirects with CR LF escaped", Behaviour.Redirect("/x%0d%0aX-Injected:%20yes"), ErrorClass.Protocol),
        new("redirects to a place of 60 KB", Behaviour.Redirect("/" + new string('x', 60_000)), ErrorClass.Protocol),
    }.ToDictionary(one => one.Name);

    public static TheoryData<string> Names => [.. Corpus.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_target_harms_its_own_check_only(string name)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Corpus[name].Behaviour);

        Corpus[name].ShouldHaveCome(await Runner().RunAsync(Corpus[name].CheckOf(target)));
    }

    [Fact]
    public async Task The_whole_corpus_at_once_does_not_disturb_healthy_checks()
    {
        await using var healthy = FlakyTarget.Start(address: IPAddress.Parse("127.0.0.2"));
        var targets = Corpus.Values.ToDictionary(one => one, _ => FlakyTarget.Start());
        try
        {
            var options = Options();
            options.MaxConcurrencyPerHost = 1000;
            var runner = Runner(options);
            foreach (var (one, target) in targets) target.Behave(one.Behaviour);

            var hostile = targets.Select(async one => (Hostile: one.Key, Result: await runner.RunAsync(one.Key.CheckOf(one.Value)))).ToList();
            var well = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => runner.RunAsync(Check(healthy.Url))));

            well.ShouldAllBe(result => result.Outcome == Outcome.Up);
            foreach (var (one, result) in await Task.WhenAll(hostile)) one.ShouldHaveCome(result);
        }
        finally
        {
            await Task.WhenAll(targets.Values.Select(target => target.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task Nothing_that_a_redirect_carries_becomes_a_header()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.First(1, Behaviour.Redirect("/x%0d%0aX-Injected:%20yes"), Behaviour.Ok));

        (await Runner().RunAsync(Check(target.Url))).Outcome.ShouldBe(Outcome.Up);

        target.Requests[1].ShouldStartWith("GET /x%0d%0aX-Injected:%20yes HTTP/1.1\r\n");
        target.Requests[1].ShouldNotContain("\nX-Injected");
    }

    /// <param name="Expected">Null for up.</param>
    private sealed record Hostile(string Name, Behaviour Behaviour, ErrorClass? Expected)
    {
        public string? Assertion { get; init; }

        /// <summary>Asked over TLS, which it does not speak.</summary>
        public bool Https { get; init; }

        // Little for those that use it up; much for those that do not, so that they never do on a busy machine.
        private int TimeoutSeconds => Expected == ErrorClass.Timeout ? 1 : 20;

        public CheckSpec CheckOf(FlakyTarget target) =>
            Check(Https ? new UriBuilder(target.Url) { Scheme = "https" }.Uri : target.Url, TimeoutSeconds) with { Assertions = Assertion is null ? null : [Assertion] };

        public void ShouldHaveCome(CheckResult result)
        {
            (result.Evidence?.Error).ShouldBe(Expected, $"{Name}: {result.Evidence?.Message}");
            result.Outcome.ShouldBe(Expected is null ? Outcome.Up : Outcome.Down, Name);
            (result.Facts?.BodyBytes ?? 0).ShouldBeLessThanOrEqualTo(Options().MaxBodyBytes, Name);
            if (result.Evidence is not { } evidence) return;
            evidence.Message.Length.ShouldBeInRange(1, Evidence.MaxMessageLength, Name);
            (evidence.Answer?.Body?.Length ?? 0).ShouldBeLessThanOrEqualTo(AnswerExcerpt.MaxBodyBytes, Name);
            (evidence.Answer?.Headers.Sum(header => header.Key.Length + header.Value.Length) ?? 0).ShouldBeLessThanOrEqualTo(AnswerExcerpt.MaxHeaderCharacters, Name);
        }
    }

    /// <summary>Bodies that are short as they are sent, and long when they are unpacked.</summary>
    private static class Bombs
    {
        private static readonly byte[] Zeros = new byte[16 * 1024 * 1024];

        /// <summary>1 MB that is 1 GB: the same member 64 times, which is a valid gzip (RFC 1952 §2.2).</summary>
        public static byte[] Gzip { get; } = [.. Enumerable.Repeat(Packed(stream => new GZipStream(stream, CompressionLevel.Optimal)), 64).SelectMany(member => member)];

        public static byte[] Deflate { get; } = Packed(stream => new ZLibStream(stream, CompressionLevel.Optimal));

        public static byte[] Brotli { get; } = Packed(stream => new BrotliStream(stream, CompressionLevel.Fastest));

        /// <summary>A piece of deflate's empty blocks after a gzip header; the header again is read as a broken block, but nobody gets that far.</summary>
        public static byte[] GzipOfNothing { get; } =
            [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, .. Enumerable.Repeat<byte[]>([0, 0, 0, 0xff, 0xff], 400_000).SelectMany(block => block)];

        private static byte[] Packed(Func<Stream, Stream> packer)
        {
            var packed = new MemoryStream();
            using (var stream = packer(packed)) stream.Write(Zeros);
            return packed.ToArray();
        }
    }
}
