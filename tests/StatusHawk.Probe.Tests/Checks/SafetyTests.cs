using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.Probe.Tests.Checks;

public sealed class SafetyTests(Storage storage)
{
    private const string Secret = "open-sesame-7431";

    [Fact]
    public async Task A_sealed_header_reaches_the_target_and_nothing_else()
    {
        await using var target = FlakyTarget.Start();
        target.Behave(Behaviour.Status(500));
        await using var app = await ProbeApp.StartAsync(storage);
        var check = Sealed(target.Url, Ids.New(Ids.Monitor));

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(ProbeApp.Round(check)));
        await storage.SendTextAsync(ProbeApp.Opinions, ProbeApp.Text(ProbeApp.Round(check)));
        await storage.DrainedAsync(ProbeApp.Checks, ProbeApp.Opinions);

        target.Requests.ShouldNotBeEmpty();
        target.Requests.ShouldAllBe(request => request.Contains($"X-Token: {Secret}\r\n", StringComparison.Ordinal));
        string[] texts = [.. await storage.TextsAsync(Queues.Urgent), .. await storage.TextsAsync(Queues.Results)];
        texts.Length.ShouldBe(3);
        texts.ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
        ProbeApp.Text(ProbeApp.Round(check)).ShouldNotContain(Secret);
        app.Log.Lines.ShouldAllBe(line => !line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_sealed_for_another_monitor_is_not_sent_and_the_target_not_blamed()
    {
        await using var target = FlakyTarget.Start();
        await using var app = await ProbeApp.StartAsync(storage);
        var check = Sealed(target.Url, Ids.New(Ids.Monitor)) with { MonitorId = Ids.New(Ids.Monitor) };

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(ProbeApp.Round(check)));
        await storage.DrainedAsync(ProbeApp.Checks);

        var result = (await storage.ReadAsync<ResultsMessage>(Queues.Results)).Single().Entries.Single().Results.Single();
        (result.Outcome, result.Evidence!.Error).ShouldBe((Outcome.Inconclusive, ErrorClass.Internal));
        target.Connections.ShouldBe(0);
        (await storage.CountAsync(Queues.Urgent)).ShouldBe(0);
    }

    [Theory]
    [InlineData("false")]
    [InlineData(null)]
    public async Task A_private_target_is_refused_unless_the_installation_allows_it(string? allowed)
    {
        await using var target = FlakyTarget.Start();
        await using var app = await ProbeApp.StartAsync(storage, ("Probe:AllowPrivateTargets", allowed));
        var round = ProbeApp.Round(ProbeApp.Check(target.Url), ProbeApp.Check(target.At("/", "localhost")));

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(round));
        await storage.DrainedAsync(ProbeApp.Checks);

        var results = (await storage.ReadAsync<ResultsMessage>(Queues.Results)).Single().Entries.Single().Results;
        results.Select(result => result.Evidence!.Error).ShouldBe([ErrorClass.Blocked, ErrorClass.Blocked]);
        results.ShouldAllBe(result => result.Outcome != Outcome.Up);
        target.Connections.ShouldBe(0);
    }

    private static CheckSpec Sealed(Uri url, string monitorId) =>
        ProbeApp.Check(url, monitorId, new Dictionary<string, string> { ["X-Token"] = new Sealer(ProbeApp.Sealing).Seal(Secret, monitorId) });
}
