using System.Net;
using System.Net.Sockets;
using StatusHawk.Core.Checks.Probing.Dns;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class StubResolverTests
{
    private const string Name = "www.example.com";
    private readonly CountingClock _clock = new();

    [Fact]
    public async Task IPv4_comes_before_IPv6()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.AAAA, "2001:db8::1").Answer(Name, DnsType.A, "192.0.2.1", "192.0.2.2");

        (await ResolveAsync(Name, dns.EndPoint)).ShouldBe(["192.0.2.1", "192.0.2.2", "2001:db8::1"]);
        dns.Asked.Select(asked => asked.Type).ShouldBe([DnsType.A, DnsType.AAAA], ignoreOrder: true);
    }

    [Fact]
    public async Task Aliases_are_followed()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.CNAME, "cdn.example.net").Answer("cdn.example.net", DnsType.A, "192.0.2.1");

        (await ResolveAsync("WWW.example.com.", dns.EndPoint)).ShouldBe(["192.0.2.1"]);
    }

    [Fact]
    public async Task A_change_of_DNS_is_seen_at_once()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1");
        (await ResolveAsync(Name, dns.EndPoint)).ShouldBe(["192.0.2.1"]);

        dns.Answer(Name, DnsType.A, "192.0.2.2");

        (await ResolveAsync(Name, dns.EndPoint)).ShouldBe(["192.0.2.2"]);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    public async Task An_address_is_its_own_answer(string host, string address) => (await ResolveAsync(host)).ShouldBe([address]);

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.")]
    [InlineData("app.localhost")]
    [InlineData("intranet")]
    [InlineData("Db.Example.com")] // in the hosts file
    public async Task Names_of_this_machine_are_the_systems(string host)
    {
        await using var dns = TestNameServer.Start();
        string? asked = null;
        var resolver = new StubResolver(() => [dns.EndPoint], _clock, name => name == "db.example.com", (name, _) =>
        {
            asked = name;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        (await resolver.ResolveAsync(host, TestContext.Current.CancellationToken)).ShouldBe([IPAddress.Loopback]);
        asked.ShouldBe(host);
        dns.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_true_system_knows_localhost() =>
        (await new StubResolver(() => [], TimeProvider.System).ResolveAsync("localhost", TestContext.Current.CancellationToken)).ShouldContain(IPAddress.Loopback);

    [Theory]
    [InlineData("gone.example.com")]
    [InlineData("empty.example.com")]
    [InlineData("no name.example")]
    [InlineData("")]
    public async Task A_name_without_address_is_not_found(string host)
    {
        await using var dns = TestNameServer.Start();
        dns.Answer("empty.example.com", DnsType.TXT, "only text");

        (await FailureAsync(host, dns.EndPoint)).ShouldBe(SocketError.HostNotFound);
    }

    [Fact]
    public async Task The_next_server_is_asked_after_one_that_fails()
    {
        await using var failing = TestNameServer.Start();
        await using var refusing = TestNameServer.Start();
        await using var working = TestNameServer.Start();
        failing.Rcode(Name, DnsRcode.ServFail);
        refusing.Rcode(Name, DnsRcode.Refused);
        working.Answer(Name, DnsType.A, "192.0.2.1");

        (await ResolveAsync(Name, failing.EndPoint, TestNameServer.Closed(), refusing.EndPoint, working.EndPoint)).ShouldBe(["192.0.2.1"]);
    }

    [Fact]
    public async Task The_next_server_is_not_asked_after_one_that_knows_there_is_nothing()
    {
        await using var first = TestNameServer.Start();
        await using var second = TestNameServer.Start();
        second.Answer(Name, DnsType.A, "192.0.2.1");

        (await FailureAsync(Name, first.EndPoint, second.EndPoint)).ShouldBe(SocketError.HostNotFound);
        second.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_server_has_2_seconds()
    {
        await using var silent = TestNameServer.Start();
        await using var working = TestNameServer.Start();
        silent.Silent(Name);
        working.Answer(Name, DnsType.A, "192.0.2.1");
        var resolving = ResolveAsync(Name, silent.EndPoint, working.EndPoint);

        // Each question has the time of its server and the time of its next copy.
        await UntilAsync(() => silent.Asked.Count == 2 && _clock.Timers == 4);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => silent.Asked.Count == 4 && _clock.Timers == 4);
        working.Asked.ShouldBeEmpty();
        _clock.Advance(TimeSpan.FromSeconds(1));

        (await resolving).ShouldBe(["192.0.2.1"]);
    }

    [Fact]
    public async Task Servers_that_all_fail_are_asked_twice_and_then_it_is_told()
    {
        await using var first = TestNameServer.Start();
        await using var second = TestNameServer.Start();
        first.Rcode(Name, DnsRcode.ServFail);
        second.Rcode(Name, DnsRcode.Refused);

        (await FailureAsync(Name, first.EndPoint, second.EndPoint)).ShouldBe(SocketError.TryAgain);
        first.Asked.Count.ShouldBe(4);
        second.Asked.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_server_that_fails_once_is_believed_the_second_time()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").RcodeFirst(Name, 2, DnsRcode.ServFail);

        (await ResolveAsync(Name, dns.EndPoint)).ShouldBe(["192.0.2.1"]);
    }

    [Fact]
    public async Task Without_servers_there_is_no_answer() => (await FailureAsync(Name)).ShouldBe(SocketError.TryAgain);

    [Theory]
    [InlineData(DnsType.A, DnsType.AAAA, "2001:db8::1")]
    [InlineData(DnsType.AAAA, DnsType.A, "192.0.2.1")]
    public async Task One_family_is_enough(DnsType failing, DnsType working, string address)
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, working, address).Rcode(Name, DnsRcode.ServFail, failing);

        (await ResolveAsync(Name, dns.EndPoint)).ShouldBe([address]);
    }

    [Fact]
    public async Task A_name_that_AAAA_denies_may_have_an_A()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").Rcode(Name, DnsRcode.NxDomain, DnsType.AAAA).Loses(Name, 1, DnsType.A);

        (await WhileTimePassesAsync(ResolveAsync(Name, dns.EndPoint))).ShouldBe(["192.0.2.1"]);
    }

    [Fact]
    public async Task No_address_of_one_family_and_no_answer_for_the_other_is_not_a_finding()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A).Rcode(Name, DnsRcode.ServFail, DnsType.AAAA);

        (await FailureAsync(Name, dns.EndPoint)).ShouldBe(SocketError.TryAgain);
    }

    [Fact]
    public async Task A_server_that_never_answers_for_IPv6_costs_less_than_its_own_time()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1").Silent(Name, DnsType.AAAA);
        var begun = _clock.GetTimestamp();

        (await WhileTimePassesAsync(ResolveAsync(Name, dns.EndPoint))).ShouldBe(["192.0.2.1"]);

        // Without the grace it would be twice the server's time.
        _clock.GetElapsedTime(begun).ShouldBeInRange(StubResolver.Grace, StubResolver.PerServer * 2 - TimeSpan.FromMilliseconds(1));
        _clock.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_ends_it_and_leaves_nothing_behind()
    {
        await using var dns = TestNameServer.Start();
        dns.Silent(Name);
        using var cancel = new CancellationTokenSource();
        var resolving = Resolver(dns.EndPoint).ResolveAsync(Name, cancel.Token);
        await UntilAsync(() => dns.Asked.Count == 2);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving.WaitAsync(Generous));
        _clock.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task Hundreds_of_silent_names_hold_no_thread()
    {
        await using var dns = TestNameServer.Start();
        dns.Answer(Name, DnsType.A, "192.0.2.1");
        using var cancel = new CancellationTokenSource();
        var resolver = Resolver(dns.EndPoint);
        var silent = new List<Task>();
        for (var i = 0; i < 300; i++)
        {
            dns.Silent($"{i}.example.com");
            silent.Add(resolver.ResolveAsync($"{i}.example.com", cancel.Token));

            // A burst of all would not fit into the buffer of the socket, and on a clock that stands nothing is sent again.
            if (i % 20 == 19) await UntilAsync(() => dns.Asked.Count == silent.Count * 2);
        }

        (await ResolveAsync(Name, dns.EndPoint)).ShouldBe(["192.0.2.1"]);
        silent.ShouldAllBe(one => !one.IsCompleted);
        ThreadPool.ThreadCount.ShouldBeLessThan(200);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(silent).WaitAsync(Generous));
    }

    private StubResolver Resolver(params IPEndPoint[] servers) => new(() => servers, _clock, _ => false, (name, _) => throw new InvalidOperationException($"The system was asked for {name}."));

    /// <summary>Moves the clock on until it is done.</summary>
    private async Task<T> WhileTimePassesAsync<T>(Task<T> task)
    {
        await UntilAsync(() =>
        {
            if (!task.IsCompleted) _clock.Advance(TimeSpan.FromMilliseconds(20));
            return task.IsCompleted;
        });
        return await task;
    }

    private async Task<string[]> ResolveAsync(string host, params IPEndPoint[] servers) =>
        [.. (await Resolver(servers).ResolveAsync(host, TestContext.Current.CancellationToken).WaitAsync(Generous)).Select(address => address.ToString())];

    private async Task<SocketError> FailureAsync(string host, params IPEndPoint[] servers) =>
        (await Assert.ThrowsAsync<SocketException>(() => ResolveAsync(host, servers))).SocketErrorCode;
}
