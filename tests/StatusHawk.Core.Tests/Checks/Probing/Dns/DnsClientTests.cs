using System.Net;
using System.Net.Sockets;
using StatusHawk.Core.Checks.Probing.Dns;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class DnsClientTests
{
    private const string Name = "www.example.com";
    private readonly CountingClock _clock = new();

    [Fact]
    public async Task A_question_is_answered()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.MX, ttl: 60, "10 mail.example.com", "20 mail2.example.com");

        var response = await AskAsync(dns.EndPoint, type: DnsType.MX);

        response.Rcode.ShouldBe(DnsRcode.NoError);
        response.Answers.ShouldBe([new DnsRecord(Name, DnsType.MX, 60, "10 mail.example.com"), new DnsRecord(Name, DnsType.MX, 60, "20 mail2.example.com")]);
        var asked = dns.Asked.ShouldHaveSingleItem();
        (asked.Name, asked.Type, asked.Tcp).ShouldBe((Name, DnsType.MX, false));
    }

    [Fact]
    public async Task A_server_on_IPv6_is_asked()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var dns = TestNameServer.Start(IPAddress.IPv6Loopback);
        dns.Answer(Name, DnsType.AAAA, "2001:db8::1").Truncated(Name);

        (await AskAsync(dns.EndPoint, type: DnsType.AAAA)).Answers.Single().Data.ShouldBe("2001:db8::1");
    }

    [Fact]
    public async Task A_failure_of_the_server_is_an_answer()
    {
        await using var dns = TestNameServer.Start();
        dns.Rcode(Name, DnsRcode.Refused);

        (await AskAsync(dns.EndPoint)).Rcode.ShouldBe(DnsRcode.Refused);
        (await AskAsync(dns.EndPoint, "gone.example.com")).Rcode.ShouldBe(DnsRcode.NxDomain);
    }

    [Fact]
    public async Task Each_question_has_a_port_of_its_own()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(dns.EndPoint)));

        dns.Asked.Select(asked => asked.Port).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task Answers_to_other_questions_are_passed_over()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").WrongFirst(Name);

        (await AskAsync(dns.EndPoint)).Answers.Single().Data.ShouldBe("192.0.2.1");
        dns.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_question_is_asked_again_after_1_and_2_and_then_every_4_seconds()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").Loses(Name, 4);
        var asking = AskAsync(dns.EndPoint);

        var expected = 1;
        foreach (var seconds in (int[])[1, 2, 4, 4])
        {
            await UntilAsync(() => dns.Asked.Count == expected && _clock.Timers == 1);
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            _clock.Timers.ShouldBe(1, "it is not time yet");
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            expected++;
        }

        (await asking).Answers.Count.ShouldBe(1);
        dns.Asked.Count.ShouldBe(5);
        dns.Asked.Select(asked => asked.Port).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_truncated_answer_is_fetched_whole_over_TCP()
    {
        await using var dns = TestNameServer.Start();
        var addresses = Enumerable.Range(0, 1_000).Select(i => $"10.0.{i / 250}.{i % 250}").ToArray();
        dns.Answer(Name, DnsType.A, addresses).Truncated(Name);

        var response = await AskAsync(dns.EndPoint);

        response.Truncated.ShouldBeFalse();
        response.Answers.Select(answer => answer.Data).ShouldBe(addresses);
        dns.Asked.Select(asked => asked.Tcp).ShouldBe([false, true]);
    }

    [Fact]
    public async Task An_answer_over_TCP_that_ends_too_early_is_not_DNS()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").Truncated(Name).CutOverTcp(Name);

        await Assert.ThrowsAsync<DnsProtocolException>(() => AskAsync(dns.EndPoint));
    }

    [Fact]
    public async Task Garbage_over_TCP_is_not_DNS()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").Truncated(Name).Garbage(Name);

        await Assert.ThrowsAsync<DnsProtocolException>(() => AskAsync(dns.EndPoint));
    }

    [Fact]
    public async Task Garbage_over_UDP_is_waited_out()
    {
        await using var dns = TestNameServer.Start();
        dns.Garbage(Name);
        using var cancel = new CancellationTokenSource();
        var asking = new DnsClient(_clock).AskAsync(dns.EndPoint, Name, DnsType.A, cancel.Token);
        await UntilAsync(() => dns.Asked.Count == 1);
        asking.IsCompleted.ShouldBeFalse();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Generous));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_ends_when_it_is_cancelled(bool overTcp)
    {
        await using var dns = TestNameServer.Start();
        if (overTcp) dns.Truncated(Name).SilentOverTcp(Name);
        else dns.Silent(Name);
        using var cancel = new CancellationTokenSource();
        var asking = new DnsClient(_clock).AskAsync(dns.EndPoint, Name, DnsType.A, cancel.Token);
        await UntilAsync(() => dns.Asked.Count == (overTcp ? 2 : 1));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Generous));
        _clock.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_listening_is_told_at_once()
    {
        var failure = await Assert.ThrowsAsync<SocketException>(() => AskAsync(TestNameServer.Closed()));

        failure.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task A_name_that_cannot_be_asked_for_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => AskAsync(new IPEndPoint(IPAddress.Loopback, 53), "no name"));

    private Task<DnsResponse> AskAsync(IPEndPoint server, string name = Name, DnsType type = DnsType.A) =>
        new DnsClient(_clock).AskAsync(server, name, type, TestContext.Current.CancellationToken).WaitAsync(Generous);
}
