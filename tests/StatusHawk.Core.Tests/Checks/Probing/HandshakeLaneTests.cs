using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;
using static StatusHawk.Core.Tests.Checks.Probing.ProbingSetup;

namespace StatusHawk.Core.Tests.Checks.Probing;

public sealed class HandshakeLaneTests
{
    [Fact]
    public async Task Who_awaits_a_turn_goes_on_there_and_keeps_its_exception_to_itself()
    {
        var lane = HandshakeLane.Of(1);

        (await NameAsync(lane)).ShouldBe("Handshakes 1");
        await Should.ThrowAsync<InvalidTimeZoneException>(() => FailAsync(lane));
        (await NameAsync(lane)).ShouldBe("Handshakes 1");
    }

    [Fact]
    public async Task Handshakes_are_computed_there_and_nothing_else_is()
    {
        using var certificates = new TestCertificates();
        await using var target = FlakyTarget.Start(certificates.For("site.example"));
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { System.Net.IPAddress.Loopback }), new CertificateTrust([certificates.Root], TimeProvider.System));
        var trace = new Trace(TimeProvider.System);
        await using var connection = await dialer.ConnectAsync("site.example", target.Port, default, trace, TestContext.Current.CancellationToken);

        await using var tls = await dialer.SecureAsync(connection, new TlsWish("site.example"), trace, TestContext.Current.CancellationToken);

        // Whoever holds the thread with what is its own business holds up everyone's handshakes.
        Thread.CurrentThread.Name.ShouldNotBe("Handshakes 1");
        trace.Facts.TlsVersion.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_burst_of_handshakes_all_succeed()
    {
        using var certificates = new TestCertificates();
        await using var target = FlakyTarget.Start(certificates.For("site.example"));
        var dialer = new Dialer(_ => null, TimeProvider.System, (_, _) => Task.FromResult(new[] { System.Net.IPAddress.Loopback }), new CertificateTrust([certificates.Root], TimeProvider.System));
        var probe = Probe(dialer: dialer);

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => probe.TryAsync(Check(target.At("/", "site.example")), TestContext.Current.CancellationToken))).WaitAsync(Generous);

        results.ShouldAllBe(result => result.Outcome == Outcome.Up);
    }

    private static async Task<string?> NameAsync(HandshakeLane lane)
    {
        await lane.TurnAsync(TimeProvider.System);
        return Thread.CurrentThread.Name;
    }

    private static async Task FailAsync(HandshakeLane lane)
    {
        await lane.TurnAsync(TimeProvider.System);
        throw new InvalidTimeZoneException();
    }
}
