using System.Net;
using System.Net.NetworkInformation;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class PingProbeTests
{
    private static readonly Dictionary<string, string[]> Names = new() { ["both.example"] = ["192.0.2.1", "2001:db8::1"], ["four.example"] = ["192.0.2.1"] };

    public static TheoryData<IPStatus[], ErrorClass?, int> Answers => new()
    {
        { [IPStatus.Success], null, 1 },
        { [IPStatus.TimedOut, IPStatus.Success], null, 2 },
        { [IPStatus.TimedOut, IPStatus.TimedOut, IPStatus.Success], null, 3 },
        { [IPStatus.DestinationHostUnreachable, IPStatus.Success], null, 2 },
        { [IPStatus.TimedOut, IPStatus.TimedOut, IPStatus.TimedOut, IPStatus.Success], ErrorClass.Timeout, 3 },
        { [IPStatus.DestinationHostUnreachable, IPStatus.DestinationHostUnreachable, IPStatus.DestinationHostUnreachable], ErrorClass.Refused, 3 },
        { [IPStatus.TtlExpired, IPStatus.TtlExpired, IPStatus.TtlExpired], ErrorClass.Refused, 3 },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task One_answer_of_three_is_enough(IPStatus[] answers, ErrorClass? error, int requests)
    {
        var sent = 0;

        var result = await RunAsync(new PingTarget { Host = "four.example" }, (_, _, _) => Task.FromResult(answers[sent++]));

        (result.Evidence?.Error).ShouldBe(error);
        result.Outcome.ShouldBe(error is null ? Outcome.Up : Outcome.Down);
        sent.ShouldBe(requests);
        result.Facts!.Address.ShouldBe("192.0.2.1");
        if (error is not null) result.Evidence!.Message.ShouldContain("192.0.2.1");
    }

    [Theory]
    [InlineData(typeof(PingException))]
    [InlineData(typeof(PlatformNotSupportedException))]
    public async Task Where_none_may_be_sent_nothing_is_said_of_the_target(Type exception)
    {
        var result = await RunAsync(new PingTarget { Host = "four.example" }, (_, _, _) => throw (Exception)Activator.CreateInstance(exception, "no")!);

        result.Outcome.ShouldBe(Outcome.Inconclusive);
        result.Evidence!.Error.ShouldBe(ErrorClass.Internal);
    }

    [Theory]
    [InlineData("both.example", IpVersion.Any, "192.0.2.1")]
    [InlineData("both.example", IpVersion.Ipv4, "192.0.2.1")]
    [InlineData("both.example", IpVersion.Ipv6, "2001:db8::1")]
    [InlineData("four.example", IpVersion.Ipv6, null)]
    public async Task The_version_of_ip_is_the_monitors(string host, IpVersion version, string? address)
    {
        var asked = new List<string>();

        var result = await RunAsync(new PingTarget { Host = host, IpVersion = version }, (one, _, _) =>
        {
            asked.Add(one.ToString());
            return Task.FromResult(IPStatus.Success);
        });

        if (address is not null) asked.ShouldBe([address]);
        else result.Evidence!.Message.ShouldBe("four.example has no IPv6 address.");
        (result.Evidence?.Error).ShouldBe(address is null ? ErrorClass.Dns : null);
    }

    [Fact]
    public async Task A_refused_address_is_not_asked()
    {
        var sent = 0;

        var result = await RunAsync(new PingTarget { Host = "four.example" }, (_, _, _) => Task.FromResult(IPStatus.Success + sent++), refused: "192.0.2.1");

        result.Evidence!.Error.ShouldBe(ErrorClass.Blocked);
        sent.ShouldBe(0);
    }

    [Fact]
    public async Task The_wait_for_lost_packets_is_not_counted()
    {
        var sent = 0;

        var result = await RunAsync(new PingTarget { Host = "four.example" }, async (_, _, _) =>
        {
            if (++sent == 3) return IPStatus.Success;
            await Task.Delay(600);
            return IPStatus.TimedOut;
        });

        result.Outcome.ShouldBe(Outcome.Up);
        result.Timings.FirstByte.ShouldBeLessThan(1_200);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_in_time_is_a_timeout()
    {
        var result = await RunAsync(new PingTarget { Host = "four.example" }, async (_, _, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return IPStatus.TimedOut;
        }, timeoutSeconds: 1);

        result.Evidence!.Error.ShouldBe(ErrorClass.Timeout);
        result.Evidence.Address.ShouldBe("192.0.2.1");
    }

    [Fact]
    public async Task This_machine_answers_itself_where_it_may_be_asked()
    {
        if (!await PingProbe.IsAbleAsync(TestContext.Current.CancellationToken)) Assert.Skip("This machine may send no echo requests.");

        var probe = new PingProbe(Options(), TimeProvider.System);
        var result = await Runner(probes: probe).RunAsync(new CheckSpec { MonitorId = MonitorId, Kind = MonitorKind.Ping, TimeoutSeconds = 20, Ping = new PingTarget { Host = "127.0.0.1" } });

        result.Outcome.ShouldBe(Outcome.Up);
    }

    private static Task<CheckResult> RunAsync(PingTarget target, Echo echo, string? refused = null, int timeoutSeconds = 20) =>
        Runner(probes: new PingProbe(TimeProvider.System, DialerOf(Names, refused), echo))
            .RunAsync(new CheckSpec { MonitorId = MonitorId, Kind = MonitorKind.Ping, TimeoutSeconds = timeoutSeconds, Ping = target });
}
