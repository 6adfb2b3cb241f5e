using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Probing.Dns;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Tests.Checks.Probing.Dns;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

/// <summary>Ways to reach an address that may not be probed. None may lead to a connection, by whatever kind of check. A new trick is a new row.</summary>
public sealed class GuardBypassTests : IAsyncDisposable
{
    // A loopback address that stands for a public one.
    private static readonly IPAddress Public = IPAddress.Parse("127.0.0.3");

    // Each is what stands between "http://" and ":port/", and leads to whatever listens on this machine, where it is not refused.
    private static readonly string[] Loopback =
    [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0X7F000001", "0x7f.0.0.1", "0x7F.1", "0177.0.0.1", "017700000001", "0177.0x0.0.01",
        "00000177.0.0.1", "127.0.0.001", "127.0.0.1.", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1",
        "0", "0.0.0.0", "[::ffff:127.0.0.1]", "[::FFFF:7F00:1]", "[0:0:0:0:0:ffff:127.0.0.1]",
        "public.example@127.0.0.1", "1.1.1.1:80@127.0.0.1", "1.1.1.1%00@127.0.0.1", "localhost", "LOCALHOST", "localhost.", "a.localhost",
    ];

    private static readonly string[] Others =
    [
        // What these mean depends on the version of Unicode's tables, or they are no host.
        "127%2E0%2E0%2E1", "%31%32%37.0.0.1", "１２７.０.０.１", "①②⑦.0.0.1", "ⓛocalhost", "loc%61lhost",

        // Nothing of this machine, or not on every machine.
        "127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::1%25lo]", "[::1%251]", "[::]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[::ffff:127.0.0.1%25lo]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fe80::1%25lo]", "[fe80::1]",
        "10.0.0.1", "10.1", "167772161", "0xa000001", "012.0.0.1", "[::ffff:10.0.0.1]", "[::10.0.0.1]", "[64:ff9b::10.0.0.1]", "[2002:a00:1::]", "10。0。0。1",
        "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.168.257", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
        "169.254.169.254", "2852039166", "0xA9FEA9FE", "0251.0376.0251.0376", "169.254.43518", "169.16689662", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::1]", "[fd00:ec2::254]", "169.254.169.254.", "169。254。169。254", "public.example@169.254.169.254", "168.63.129.16",
        "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[fec0::1]", "127.0.0.1#@public.example", @"127.0.0.1\@public.example", "127.0.0.1?@public.example",
        "127.0.0.1%09", "127.0.0.1%00.public.example", "[::1].public.example", "4294967296", "127.0.0.256", "127.0.0.1.1",
    ];

    private static readonly string[] PrivateAddresses =
        ["127.0.0.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "fe80::1", "fd00::1", "fd00:ec2::254"];

    private static readonly MonitorKind[] OfHosts = [MonitorKind.Http, MonitorKind.Tcp, MonitorKind.Tls, MonitorKind.Ping];

    private readonly FlakyTarget _inside = FlakyTarget.Start();
    private readonly FlakyTarget _insideByIPv6 = FlakyTarget.Start(address: Socket.OSSupportsIPv6 ? IPAddress.IPv6Loopback : IPAddress.Parse("127.0.0.4"));
    private readonly FlakyTarget _public = FlakyTarget.Start(address: Public);
    private int _pinged;

    public static TheoryData<string> Reaching => [.. Loopback];

    public static TheoryData<string> Notations => [.. Loopback, .. Others];

    public static TheoryData<string> Privates => [.. PrivateAddresses];

    public static TheoryData<MonitorKind> Kinds => [.. OfHosts];

    private IEnumerable<int> InsidePorts => [_inside.Port, _insideByIPv6.Port];

    public async ValueTask DisposeAsync()
    {
        await _inside.DisposeAsync();
        await _insideByIPv6.DisposeAsync();
        await _public.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Reaching))]
    public async Task Without_a_guard_it_would_be_reached(string host)
    {
        var dialer = new Dialer(_ => null, TimeProvider.System, MostWillingAsync);

        var result = await Runner(probes: Probe(dialer: dialer)).RunAsync(HttpCheck($"http://{host}:{_inside.Port}/"));

        result.Outcome.ShouldBe(Outcome.Up, result.Evidence?.Message);
        _inside.Connections.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public async Task No_notation_of_an_http_url_gets_past_the_guard(string host)
    {
        foreach (var port in InsidePorts)
        {
            var url = $"http://{host}:{port}/";
            ShouldBeRefused(await RunAsync(HttpCheck(url)), Uri.TryCreate(url, UriKind.Absolute, out _) ? ErrorClass.Dns : ErrorClass.Internal);
        }
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public async Task No_redirect_gets_past_the_guard(string host)
    {
        foreach (var port in InsidePorts)
        {
            _public.Behave(Behaviour.Redirect($"http://{host}:{port}/"));
            ShouldBeRefused(await RunAsync(HttpCheck(_public.Url.ToString())), ErrorClass.Dns, ErrorClass.Protocol);
            _public.Behave(Behaviour.Redirect($"//{host}:{port}/"));
            ShouldBeRefused(await RunAsync(HttpCheck(_public.Url.ToString())), ErrorClass.Dns, ErrorClass.Protocol);
        }

        _public.Requests.Count.ShouldBe(2 * InsidePorts.Count());
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public async Task No_notation_of_a_host_gets_past_the_guard(string host)
    {
        foreach (var port in InsidePorts)
        {
            var bare = host.Trim('[', ']').Replace("%25", "%", StringComparison.Ordinal);
            foreach (var check in OfHosts.Select(kind => CheckOf(kind, bare, port)).Where(check => check.Kind != MonitorKind.Http)) ShouldBeRefused(await RunAsync(check), ErrorClass.Dns);
        }
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public async Task No_notation_of_a_resolver_gets_past_the_guard(string host)
    {
        await using var server = TestNameServer.Start();
        server.Answer("www.example", DnsType.A, "192.0.2.1");
        var bare = host.Trim('[', ']').Replace("%25", "%", StringComparison.Ordinal);

        foreach (var resolver in new[] { $"{host}:{server.EndPoint.Port}", bare, $"[{bare}]:{server.EndPoint.Port}" })
        {
            var check = new CheckSpec { MonitorId = MonitorId, Kind = MonitorKind.Dns, TimeoutSeconds = 20, Dns = new DnsTarget { Name = "www.example", Resolver = resolver } };
            ShouldBeRefused(await RunAsync(check), ErrorClass.Internal);
        }

        server.Asked.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Notations))]
    public async Task No_notation_of_a_webhook_gets_past_the_guard(string host)
    {
        await using var server = TestNameServer.Start();
        var options = Options(allowPrivate: false);
        options.NameServers = [server.EndPoint.ToString()];
        using var client = new HttpClient(GuardedHttp.Handler(options, TimeProvider.System));
        foreach (var port in InsidePorts)
        {
            if (!Uri.TryCreate($"http://{host}:{port}/", UriKind.Absolute, out var url)) continue;
            var refused = await Should.ThrowAsync<HttpRequestException>(client.GetAsync(url).WaitAsync(Generous));
            refused.GetBaseException().ShouldBeOfType<ProbeFailedException>().Diagnosis.Error.ShouldBeOneOf(ErrorClass.Blocked, ErrorClass.Dns);
        }

        ShouldBeUntouched();
    }

    [Fact]
    public async Task A_webhook_that_redirects_is_not_followed()
    {
        _inside.Behave(Behaviour.Redirect(_insideByIPv6.Url.ToString()));
        using var client = new HttpClient(GuardedHttp.Handler(Options(), TimeProvider.System));

        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{_inside.Port}/"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        _insideByIPv6.Connections.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Privates))]
    public async Task No_name_for_a_private_address_gets_past_the_guard(string address)
    {
        foreach (var port in InsidePorts)
        {
            foreach (var kind in OfHosts) ShouldBeRefused(await RunAsync(CheckOf(kind, "inside.example", port), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)])));
            _public.Behave(Behaviour.Redirect($"http://inside.example:{port}/"));
            ShouldBeRefused(await RunAsync(HttpCheck(_public.Url.ToString()), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)])));
        }
    }

    [Theory]
    [MemberData(nameof(Privates))]
    public async Task No_webhook_to_a_name_of_a_private_address_gets_past_the_guard(string address)
    {
        await using var server = TestNameServer.Start();
        server.Answer("inside.example", address.Contains(':', StringComparison.Ordinal) ? DnsType.AAAA : DnsType.A, address);
        var options = Options(allowPrivate: false);
        options.NameServers = [server.EndPoint.ToString()];
        using var client = new HttpClient(GuardedHttp.Handler(options, TimeProvider.System));

        foreach (var port in InsidePorts)
        {
            var refused = await Should.ThrowAsync<HttpRequestException>(client.GetAsync(new Uri($"http://inside.example:{port}/")).WaitAsync(Generous));
            refused.GetBaseException().ShouldBeOfType<ProbeFailedException>().Diagnosis.Error.ShouldBe(ErrorClass.Blocked);
        }

        ShouldBeUntouched();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_a_name_with_public_and_private_addresses_only_the_public_ones_are_reached(MonitorKind kind)
    {
        // Nothing listens at the public address on that port, so whoever falls back to a private one is seen.
        var result = await RunAsync(CheckOf(kind, "mixed.example", _inside.Port), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("10.0.0.1"), Public, IPAddress.IPv6Loopback]));

        if (kind == MonitorKind.Ping) result.Outcome.ShouldBe(Outcome.Up);
        else result.Evidence!.Error.ShouldBe(ErrorClass.Refused);
        (result.Facts?.Address).ShouldBe(Public.ToString());
        _inside.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_moves_inside_between_two_hops_gains_nothing()
    {
        var asked = 0;
        _public.Behave(Behaviour.Redirect($"http://moving.example:{_inside.Port}/"));

        ShouldBeRefused(await RunAsync(HttpCheck($"http://moving.example:{_public.Port}/"), (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? Public : IPAddress.Loopback])));

        asked.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_name_that_moves_inside_between_two_tries_gains_nothing(MonitorKind kind)
    {
        var asked = 0;

        // Nothing listens at the public address on that port: the first try fails, and the second is led inside.
        var result = await RunAsync(
            CheckOf(kind, "moving.example", _inside.Port),
            (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? Public : IPAddress.Loopback]),
            retries: 1,
            echo: (address, _, _) => Task.FromResult(address.Equals(Public) ? IPStatus.TimedOut : IPStatus.Success));

        asked.ShouldBe(2);
        ShouldBeRefused(result);
    }

    private void ShouldBeRefused(CheckResult result, params ErrorClass[] orNoHost)
    {
        (result.Evidence?.Error).ShouldBeOneOf([ErrorClass.Blocked, .. orNoHost.Select(error => (ErrorClass?)error)]);
        ShouldBeUntouched();
    }

    private void ShouldBeUntouched() => (_inside.Connections + _insideByIPv6.Connections + _pinged).ShouldBe(0);

    private Task<CheckResult> RunAsync(CheckSpec check, Resolver? resolve = null, int retries = 0, Echo? echo = null)
    {
        var options = Options(retries, allowPrivate: false);
        var dialer = new Dialer(address => address.Equals(Public) ? null : AddressGuard.WhyRefused(address), TimeProvider.System, resolve ?? MostWillingAsync);
        IProbe[] probes =
        [
            Probe(options, dialer),
            new TcpProbe(ProbingSetup.Sealer, TimeProvider.System, dialer),
            new TlsProbe(TimeProvider.System, dialer),
            new PingProbe(TimeProvider.System, dialer, echo ?? EchoAsync),
            new DnsProbe(TimeProvider.System, dialer, () => throw new InvalidOperationException("It was to ask the resolver that the check names.")),
        ];
        return Runner(options, probes).RunAsync(check);
    }

    private Task<IPStatus> EchoAsync(IPAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!address.Equals(Public)) _pinged++;
        return Task.FromResult(IPStatus.Success);
    }

    /// <summary>A resolver that makes an address of whatever can be taken for one, and holds every other name for unknown.</summary>
    private static Task<IPAddress[]> MostWillingAsync(string host, CancellationToken cancellationToken)
    {
        var plain = Uri.UnescapeDataString(host).Normalize(NormalizationForm.FormKC).Replace('。', '.').TrimEnd('.').ToLowerInvariant();
        if (plain == "localhost" || plain.EndsWith(".localhost", StringComparison.Ordinal)) return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        return IPAddress.TryParse(plain, out var address) ? Task.FromResult<IPAddress[]>([address]) : throw new SocketException((int)SocketError.HostNotFound);
    }

    private static CheckSpec HttpCheck(string url) => new() { MonitorId = MonitorId, Kind = MonitorKind.Http, TimeoutSeconds = 20, Http = new HttpTarget { Url = url } };

    private static CheckSpec CheckOf(MonitorKind kind, string host, int port) => kind switch
    {
        MonitorKind.Http => HttpCheck($"http://{host}:{port}/"),
        MonitorKind.Tcp => new() { MonitorId = MonitorId, Kind = kind, TimeoutSeconds = 20, Tcp = new TcpTarget { Host = host, Port = port } },
        MonitorKind.Tls => new() { MonitorId = MonitorId, Kind = kind, TimeoutSeconds = 20, Tls = new TlsTarget { Host = host, Port = port } },
        _ => new() { MonitorId = MonitorId, Kind = kind, TimeoutSeconds = 20, Ping = new PingTarget { Host = host } },
    };
}
