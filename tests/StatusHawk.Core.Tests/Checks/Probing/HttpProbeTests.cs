using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class HttpProbeTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(299)]
    public async Task A_status_of_success_is_up_without_evidence(int status)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(status == 204 ? Behaviour.Raw("HTTP/1.1 204 None\r\n\r\n") : Behaviour.Status(status));

        var result = await TryAsync(Check(target.Url));

        result.Outcome.ShouldBe(Outcome.Up);
        result.MonitorId.ShouldBe(MonitorId);
        result.Evidence.ShouldBeNull();
    }

    [Theory]
    [InlineData(304, "The answer is 304 Not Modified.")]
    [InlineData(404, "The answer is 404 Not Found.")]
    [InlineData(500, "The answer is 500 Internal Server Error.")]
    [InlineData(503, "The answer is 503 Service Unavailable.")]
    [InlineData(799, "The answer is 799.")]
    public async Task Another_status_is_down_and_said_in_words_of_our_own(int status, string message)
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Status(status));

        var result = await TryAsync(Check(target.Url));

        result.Outcome.ShouldBe(Outcome.Down);
        (result.Evidence! with { Answer = null }).ShouldBe(new Evidence { Error = ErrorClass.Status, Message = message, Phase = CheckPhase.FirstByte, StatusCode = status, Address = "127.0.0.1" });
    }

    [Fact]
    public async Task A_status_is_told_without_waiting_for_its_body()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.First(1, Behaviour.Raw("HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nsome"), Behaviour.Ok));

        (await TryAsync(Check(target.Url))).Evidence!.StatusCode.ShouldBe(500);
    }

    [Fact]
    public async Task Each_check_has_a_connection_of_its_own_though_the_target_keeps_them_open()
    {
        await using var target = FlakyTarget.Start();
        var probe = Probe();

        for (var i = 0; i < 5; i++) (await TryAsync(Check(target.Url), probe)).Outcome.ShouldBe(Outcome.Up);

        target.Connections.ShouldBe(5);
        target.Requests.Count.ShouldBe(5);
        await UntilAsync(() => target.OpenConnections == 0);
    }

    [Fact]
    public async Task Nothing_listening_is_refused()
    {
        var port = FlakyTarget.ClosedPort();

        var result = await TryAsync(Check(new Uri($"http://127.0.0.1:{port}/")));

        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBe(ErrorClass.Refused);
        result.Evidence.Phase.ShouldBe(CheckPhase.Connect);
        result.Evidence.Message.ShouldBe($"Nothing listens at 127.0.0.1:{port}: the connection was refused.");
    }

    public static TheoryData<string, ErrorClass, CheckPhase> BrokenAnswers => new()
    {
        { nameof(Behaviour.CloseOnAccept), ErrorClass.Reset, CheckPhase.FirstByte },
        { nameof(Behaviour.CloseBeforeAnswer), ErrorClass.Reset, CheckPhase.FirstByte },
        { nameof(Behaviour.CloseInBody), ErrorClass.Reset, CheckPhase.Transfer },
        { nameof(Behaviour.Garbage), ErrorClass.Protocol, CheckPhase.FirstByte },
        { nameof(Behaviour.EndlessHeaders), ErrorClass.Protocol, CheckPhase.FirstByte },
    };

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task A_broken_answer_is_down_after_one_connection(string behaviour, ErrorClass error, CheckPhase phase)
    {
        await using var target = FlakyTarget.Start();
        target.Behave((Behaviour)typeof(Behaviour).GetProperty(behaviour)!.GetValue(null)!);

        var result = await TryAsync(Check(target.Url));

        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBe(error);
        result.Evidence.Phase.ShouldBe(phase);
        result.Evidence.Address.ShouldBe("127.0.0.1");
        result.Evidence.Message.Length.ShouldBeLessThanOrEqualTo(Evidence.MaxMessageLength);
        target.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_chunk_is_a_protocol_error()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n"));

        (await TryAsync(Check(target.Url))).Evidence!.Error.ShouldBe(ErrorClass.Protocol);
    }

    [Fact]
    public async Task A_body_is_read_up_to_the_limit_and_no_further()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + new string('x', 5000)));
        var options = Options();
        options.MaxBodyBytes = 4000;

        // Nothing follows the first 5,000 bytes: who wants more than 4,000 of them hangs.
        (await TryAsync(Check(target.Url), Probe(options))).Outcome.ShouldBe(Outcome.Up);
    }

    [Fact]
    public async Task A_big_body_within_the_limit_is_read_whole()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Body(900_000));

        (await TryAsync(Check(target.Url))).Outcome.ShouldBe(Outcome.Up);
    }

    [Fact]
    public async Task A_delay_before_the_answer_is_first_byte_time()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.After(TimeSpan.FromMilliseconds(400), Behaviour.Ok));

        var timings = (await TryAsync(Check(target.Url))).Timings;

        timings.FirstByte.ShouldBeGreaterThanOrEqualTo(390);
        timings.Resolve.ShouldBeLessThan(timings.FirstByte);
        timings.Tls.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_without_address_is_a_dns_failure()
    {
        var result = await TryAsync(Check(new Uri("http://nowhere.example/")), Probe(dialer: DialerOf(new() { ["nowhere.example"] = [] })));

        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence.ShouldBe(new Evidence { Error = ErrorClass.Dns, Message = "The name nowhere.example has no address.", Phase = CheckPhase.Resolve });
    }

    [Fact]
    public async Task A_dead_address_does_not_hide_one_that_answers()
    {
        await using var target = FlakyTarget.Start();
        var dialer = DialerOf(new() { ["two.example"] = ["127.0.0.9", "127.0.0.1"] });

        (await TryAsync(Check(target.At("/", "two.example")), Probe(dialer: dialer))).Outcome.ShouldBe(Outcome.Up);
        target.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Of_several_dead_addresses_the_first_is_told()
    {
        var port = FlakyTarget.ClosedPort();
        var dialer = DialerOf(new() { ["two.example"] = ["127.0.0.9", "127.0.0.8"] });

        var evidence = (await TryAsync(Check(new Uri($"http://two.example:{port}/")), Probe(dialer: dialer))).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Refused);
        evidence.Address.ShouldBe("127.0.0.9");
    }

    [Fact]
    public async Task Cancelling_tells_how_far_it_came()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Hang);
        using var cancel = new CancellationTokenSource();
        var running = Probe().TryAsync(Check(target.Url), cancel.Token);
        await UntilAsync(() => target.Answering == 1);
        await cancel.CancelAsync();

        var cut = await Assert.ThrowsAsync<TryCutShortException>(() => running);

        cut.Phase.ShouldBe(CheckPhase.FirstByte);
        cut.Facts.Address.ShouldBe("127.0.0.1");
    }

    private static Task<CheckResult> TryAsync(CheckSpec check, HttpProbe? probe = null) =>
        (probe ?? Probe()).TryAsync(check, TestContext.Current.CancellationToken).WaitAsync(Generous);
}
