using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class HttpProbeGuardTests
{
    [Fact]
    public async Task A_private_address_is_refused_and_not_connected_to()
    {
        await using var target = FlakyTarget.Start();

        var result = await TryAsync(Check(target.Url), Probe(Options(allowPrivate: false)));

        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence.ShouldBe(new Evidence { Error = ErrorClass.Blocked, Message = "127.0.0.1 is a loopback address, which may not be probed.", Phase = CheckPhase.Resolve });
        target.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_is_refused_for_the_address_it_has()
    {
        await using var target = FlakyTarget.Start();

        var result = await TryAsync(Check(target.At("/", "localhost")), Probe(Options(allowPrivate: false)));

        result.Evidence!.Error.ShouldBe(ErrorClass.Blocked);
        result.Evidence.Message.ShouldContain("loopback");
        target.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_pass_are_connected_to()
    {
        await using var refused = FlakyTarget.Start(address: IPAddress.Parse("127.0.0.2"));
        var dialer = DialerOf(new() { ["mixed.example"] = ["127.0.0.2", "127.0.0.1"] }, refused: "127.0.0.2");

        // Nothing listens at 127.0.0.1 on that port, so a fallback to the refused address would show.
        var result = await TryAsync(Check(refused.At("/", "mixed.example")), Probe(dialer: dialer));

        result.Evidence!.Error.ShouldBe(ErrorClass.Refused);
        result.Evidence.Address.ShouldBe("127.0.0.1");
        refused.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_redirect_to_a_refused_address_is_not_followed()
    {
        await using var inside = FlakyTarget.Start(address: IPAddress.Parse("127.0.0.2"));
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Redirect(inside.Url.ToString()));

        var result = await TryAsync(Check(target.Url), Probe(dialer: DialerOf([], refused: "127.0.0.2")));

        result.Outcome.ShouldBe(Outcome.Down);
        result.Evidence!.Error.ShouldBe(ErrorClass.Blocked);
        result.Evidence.Address.ShouldBeNull();
        inside.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_changes_its_answer_gains_nothing()
    {
        await using var inside = FlakyTarget.Start(address: IPAddress.Parse("127.0.0.2"));
        var asked = 0;
        var dialer = new Dialer(
            address => address.Equals(IPAddress.Parse("127.0.0.2")) ? "refused" : null,
            TimeProvider.System,
            (_, _) => Task.FromResult(new[] { IPAddress.Parse(++asked == 1 ? "127.0.0.1" : "127.0.0.2") }));

        // The name says 127.0.0.1 when it is asked, and 127.0.0.2 to whoever asks again.
        var result = await TryAsync(Check(inside.At("/", "rebind.example")), Probe(dialer: dialer));

        asked.ShouldBe(1);
        result.Evidence!.Address.ShouldBe("127.0.0.1");
        inside.Connections.ShouldBe(0);

        (await TryAsync(Check(inside.At("/", "rebind.example")), Probe(dialer: dialer))).Evidence!.Error.ShouldBe(ErrorClass.Blocked);
        inside.Connections.ShouldBe(0);
    }

    private static Task<CheckResult> TryAsync(CheckSpec check, HttpProbe probe) => probe.TryAsync(check, TestContext.Current.CancellationToken).WaitAsync(Generous);
}
