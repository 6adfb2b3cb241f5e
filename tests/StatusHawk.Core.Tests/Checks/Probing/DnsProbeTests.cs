using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Probing.Dns;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Tests.Checks.Probing.Dns;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class DnsProbeTests : IAsyncDisposable
{
    private const string Name = "www.example";
    private readonly TestNameServer _server = TestNameServer.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public static TheoryData<string, string[], string[]> Same => new()
    {
        { "A", ["192.0.2.1", "192.0.2.2"], ["192.0.2.2", "192.0.2.1"] },
        { "AAAA", ["2001:db8::1"], ["2001:DB8:0:0::0001"] },
        { "CNAME", ["other.example"], ["Other.Example."] },
        { "NS", ["ns1.example", "ns2.example"], ["ns2.example.", "NS1.example"] },
        { "MX", ["10 a.example", "20 b.example"], ["20 B.example.", "10 a.example"] },
        { "TXT", ["v=spf1 -all", "Case Matters"], ["Case Matters", "v=spf1 -all"] },
        { "SOA", ["ns.example admin.example 1 2 3 4 5"], ["ns.example admin.example 1 2 3 4 5"] },
        { "SOA", ["ns.example admin.example 1 2 3 4 5"], ["NS.example. admin.example. 1 2 3 4 5"] },
        { "CAA", ["0 issue \"ca.example\""], ["0 issue \"ca.example\""] },
        { "A", ["192.0.2.1", "192.0.2.1"], ["192.0.2.1", "192.0.2.1"] },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public async Task Records_are_compared_in_any_order_and_notation(string type, string[] records, string[] expect)
    {
        _server.Answer(Name, Enum.Parse<DnsType>(type), records);

        var result = await RunAsync(new DnsTarget { Name = Name, RecordType = type, Expect = expect });

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        result.Facts!.DnsRcode.ShouldBe("NOERROR");
        result.Facts.DnsAnswers.ShouldBe(records, ignoreOrder: true);
        result.Facts.Address.ShouldBe("127.0.0.1");
        _server.Asked.ShouldHaveSingleItem().Type.ShouldBe(Enum.Parse<DnsType>(type));
    }

    public static TheoryData<string, string[], string[]> Different => new()
    {
        { "A", ["192.0.2.1"], ["192.0.2.1", "192.0.2.2"] },
        { "A", ["192.0.2.1", "192.0.2.2"], ["192.0.2.1"] },
        { "A", ["192.0.2.1"], ["192.0.2.9"] },
        { "A", ["192.0.2.1", "192.0.2.2"], ["192.0.2.1", "192.0.2.1"] },
        { "TXT", ["case matters"], ["Case Matters"] },
        { "MX", ["10 a.example"], ["20 a.example"] },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public async Task A_record_too_few_or_too_many_is_told(string type, string[] records, string[] expect)
    {
        _server.Answer(Name, Enum.Parse<DnsType>(type), records);

        var evidence = (await RunAsync(new DnsTarget { Name = Name, RecordType = type, Expect = expect })).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Assertion);
        evidence.Message.ShouldBe($"The {records.Length} answers are not the {expect.Length} expected ones.");
    }

    public static TheoryData<DnsRcode, string?, ErrorClass?, string?> Rcodes => new()
    {
        { DnsRcode.NxDomain, null, ErrorClass.Dns, "The name server answers NXDOMAIN instead of NOERROR." },
        { DnsRcode.ServFail, null, ErrorClass.Dns, "The name server answers SERVFAIL instead of NOERROR." },
        { DnsRcode.Refused, null, ErrorClass.Dns, "The name server answers REFUSED instead of NOERROR." },
        { DnsRcode.NxDomain, "NXDOMAIN", null, null },
        { DnsRcode.ServFail, "NXDOMAIN", ErrorClass.Dns, "The name server answers SERVFAIL instead of NXDOMAIN." },
        { DnsRcode.NoError, null, ErrorClass.Dns, "The name has no A record." },
        { DnsRcode.NoError, "NXDOMAIN", ErrorClass.Dns, "The name server answers NOERROR instead of NXDOMAIN." },
        { new DnsRcode(23), "23", null, null },
    };

    [Theory]
    [MemberData(nameof(Rcodes))]
    public async Task The_response_code_must_be_the_expected_one(DnsRcode rcode, string? expected, ErrorClass? error, string? message)
    {
        _server.Rcode(Name, rcode);

        var result = await RunAsync(new DnsTarget { Name = Name, ExpectRcode = expected });

        (result.Evidence?.Error).ShouldBe(error);
        (result.Evidence?.Message).ShouldBe(message);
        result.Facts!.DnsRcode.ShouldBe(rcode.ToString());
    }

    [Fact]
    public async Task An_alias_is_followed_to_its_addresses()
    {
        _server.Answer(Name, DnsType.CNAME, "other.example").Answer("other.example", DnsType.A, "192.0.2.1");

        (await RunAsync(new DnsTarget { Name = Name, Expect = ["192.0.2.1"] })).Outcome.ShouldBe(Outcome.Up);
    }

    [Fact]
    public async Task A_long_answer_is_fetched_whole()
    {
        _server.Answer(Name, DnsType.A, "192.0.2.1").Truncated(Name);

        (await RunAsync(new DnsTarget { Name = Name, Expect = ["192.0.2.1"] })).Outcome.ShouldBe(Outcome.Up);
    }

    [Fact]
    public async Task A_silent_server_is_a_timeout()
    {
        _server.Silent(Name);

        var evidence = (await RunAsync(new DnsTarget { Name = Name }, timeoutSeconds: 1)).Evidence!;

        evidence.Error.ShouldBe(ErrorClass.Timeout);
        evidence.Phase.ShouldBe(CheckPhase.FirstByte);
        evidence.Address.ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_place_where_nothing_listens_is_refused() =>
        (await RunAsync(new DnsTarget { Name = Name, Resolver = TestNameServer.Closed().ToString() })).Evidence!.Error.ShouldBe(ErrorClass.Refused);

    [Fact]
    public async Task A_resolver_that_is_refused_is_not_asked()
    {
        var result = await RunAsync(new DnsTarget { Name = Name, Resolver = _server.EndPoint.ToString() }, refused: "127.0.0.1");

        result.Evidence!.Error.ShouldBe(ErrorClass.Blocked);
        _server.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_regions_own_server_is_asked_wherever_it_is()
    {
        _server.Answer(Name, DnsType.A, "192.0.2.1");

        (await RunAsync(new DnsTarget { Name = Name }, refused: "127.0.0.1")).Outcome.ShouldBe(Outcome.Up);
    }

    [Fact]
    public async Task The_resolver_of_the_monitor_is_asked_in_place_of_the_regions()
    {
        await using var other = TestNameServer.Start();
        other.Answer(Name, DnsType.A, "192.0.2.7");

        (await RunAsync(new DnsTarget { Name = Name, Resolver = other.EndPoint.ToString(), Expect = ["192.0.2.7"] })).Outcome.ShouldBe(Outcome.Up);
        _server.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HOST", null, null)]
    [InlineData("A", "ns.example", null)]
    [InlineData("A", null, "not a name, this")]
    public async Task What_cannot_be_asked_makes_the_check_inconclusive(string type, string? resolver, string? name)
    {
        var result = await RunAsync(new DnsTarget { Name = name is null ? Name : new string('x', 300), RecordType = type, Resolver = resolver });

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
    }

    [Theory]
    [InlineData("[DNS_RCODE] == NOERROR", null)]
    [InlineData("[DNS_RCODE] == NXDOMAIN", ErrorClass.Assertion)]
    [InlineData("[DNS_ANSWERS] contains 192.0.2.1", null)]
    [InlineData("[DNS_ANSWERS] contains 192.0.2.9", ErrorClass.Assertion)]
    [InlineData("len([DNS_ANSWERS]) == 2", null)]
    [InlineData("len([DNS_ANSWERS]) > 2", ErrorClass.Assertion)]
    public async Task Conditions_are_judged_by_the_answers(string assertion, ErrorClass? error)
    {
        _server.Answer(Name, DnsType.A, "192.0.2.1", "192.0.2.2");

        ((await RunAsync(new DnsTarget { Name = Name }, assertion: assertion)).Evidence?.Error).ShouldBe(error);
    }

    private Task<CheckResult> RunAsync(DnsTarget target, string? refused = null, int timeoutSeconds = 20, string? assertion = null)
    {
        IReadOnlyList<IPEndPoint> servers = [_server.EndPoint];
        return Runner(probes: new DnsProbe(TimeProvider.System, DialerOf([], refused), () => servers)).RunAsync(new CheckSpec
        {
            MonitorId = MonitorId,
            Kind = MonitorKind.Dns,
            TimeoutSeconds = timeoutSeconds,
            Dns = target,
            Assertions = assertion is null ? null : [assertion],
        });
    }
}
