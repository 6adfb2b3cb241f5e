using Azure.Storage.Queues;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Probe.Tests.Checks;

public sealed class RoundTests(Storage storage)
{
    [Fact]
    public async Task A_round_is_run_and_reported()
    {
        await using var target = FlakyTarget.Start();
        await using var app = await ProbeApp.StartAsync(storage);
        var round = ProbeApp.Round(ProbeApp.Check(target.Url));

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(round));
        await storage.HoldsAsync(Queues.Results, 1);

        var entry = (await storage.ReadAsync<ResultsMessage>(Queues.Results)).Single().Entries.Single();
        (entry.Kind, entry.Shard, entry.WorkspaceId, entry.Slot, entry.Region).ShouldBe((EntryKind.Round, round.Shard, round.WorkspaceId, round.Slot, ProbeApp.Region));
        (entry.Results.Single().MonitorId, entry.Results.Single().Outcome).ShouldBe((round.Checks[0].MonitorId, Outcome.Up));
        await storage.DrainedAsync(ProbeApp.Checks);
        (await storage.CountAsync(Queues.Urgent)).ShouldBe(0);
        target.Requests.Single().ShouldContain($"region {ProbeApp.Region};");
    }

    [Fact]
    public async Task A_region_with_a_storage_account_of_its_own_takes_its_work_there_and_reports_home()
    {
        await using var target = FlakyTarget.Start();
        foreach (var name in new[] { ProbeApp.Checks, ProbeApp.Opinions }) await InRegion(name).CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var app = await ProbeApp.StartAsync(storage, ("RegionStorage", storage.OtherConnectionString));

        await InRegion(ProbeApp.Checks).SendMessageAsync(ProbeApp.Text(ProbeApp.Round(ProbeApp.Check(target.Url))), TestContext.Current.CancellationToken);
        await InRegion(ProbeApp.Opinions).SendMessageAsync(ProbeApp.Text(ProbeApp.Round(ProbeApp.Check(target.Url))), TestContext.Current.CancellationToken);
        await storage.HoldsAsync(Queues.Results, 1);
        await storage.HoldsAsync(Queues.Urgent, 1);

        (await storage.ReadAsync<ResultsMessage>(Queues.Results)).Single().Entries.Single().Kind.ShouldBe(EntryKind.Round);
        (await storage.ReadAsync<ResultsMessage>(Queues.Urgent)).Single().Entries.Single().Kind.ShouldBe(EntryKind.Opinion);

        QueueClient InRegion(string name) => new(storage.OtherConnectionString, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
    }

    [Fact]
    public async Task A_failing_check_is_told_before_its_round_is_complete()
    {
        var gate = new TaskCompletionSource();
        await using var target = FlakyTarget.Start();
        target.Behave("/down", Behaviour.Status(500));
        target.Behave("/slow", Behaviour.After(gate.Task, Behaviour.Ok));
        await using var app = await ProbeApp.StartAsync(storage);
        var round = ProbeApp.Round(ProbeApp.Check(target.At("/down")), ProbeApp.Check(target.At("/slow")));

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(round));
        await storage.HoldsAsync(Queues.Urgent, 1);
        (await storage.CountAsync(Queues.Results)).ShouldBe(0);
        gate.SetResult();
        await storage.HoldsAsync(Queues.Results, 1);

        var urgent = (await storage.ReadAsync<ResultsMessage>(Queues.Urgent)).Single().Entries.Single();
        (urgent.Kind, urgent.Results.Single().MonitorId, urgent.Results.Single().Outcome).ShouldBe((EntryKind.Urgent, round.Checks[0].MonitorId, Outcome.Down));
        urgent.Results.Single().Evidence!.StatusCode.ShouldBe(500);
        var complete = (await storage.ReadAsync<ResultsMessage>(Queues.Results)).Single().Entries.Single();
        complete.Results.Select(result => result.Outcome).ShouldBe([Outcome.Down, Outcome.Up]);
    }

    [Fact]
    public async Task A_round_past_its_time_is_dropped_and_the_others_of_its_message_run()
    {
        await using var target = FlakyTarget.Start();
        await using var app = await ProbeApp.StartAsync(storage);
        var now = ProbeApp.Round(ProbeApp.Check(target.At("/now")));
        var late = ProbeApp.Round(ProbeApp.Check(target.At("/late")));
        late = late with { Slot = late.Slot - TimeSpan.FromMinutes(2), NotAfter = late.Slot - TimeSpan.FromMinutes(1) };

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(late));
        await storage.DrainedAsync(ProbeApp.Checks);
        target.Connections.ShouldBe(0);
        (await storage.CountAsync(Queues.Results)).ShouldBe(0);

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(late, now));
        await storage.DrainedAsync(ProbeApp.Checks);

        (await storage.ReadAsync<ResultsMessage>(Queues.Results)).Single().Entries.Single().Shard.ShouldBe(now.Shard);
        target.Requests.Single().ShouldStartWith("GET /now ");
        (await storage.CountAsync(Storage.Poison(ProbeApp.Checks))).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_whose_results_could_not_be_sent_comes_again_and_runs()
    {
        await using var target = FlakyTarget.Start();
        var sent = new InMemoryStores();
        var sends = 0;
        sent.Journal.Before = _ => Interlocked.Increment(ref sends) == 1 ? throw new StoreUnavailableException("The test took the queue away.") : Task.CompletedTask;
        await using var app = await ProbeApp.StartAsync(storage, sent.Queues);
        RoundRequest[] rounds = [ProbeApp.Round(ProbeApp.Check(target.Url)), ProbeApp.Round(ProbeApp.Check(target.Url))];

        await storage.SendTextAsync(ProbeApp.Checks, ProbeApp.Text(rounds));
        await storage.DrainedAsync(ProbeApp.Checks);

        // Round by round the second time: a message each.
        var messages = sent.Queues.Of<ResultsMessage>(Queues.Results);
        messages.Select(message => message.Entries.Single().Shard).ShouldBe(rounds.Select(round => round.Shard));
        messages.SelectMany(message => message.Entries).ShouldAllBe(entry => entry.Results.Single().Outcome == Outcome.Up);
        (await storage.CountAsync(Storage.Poison(ProbeApp.Checks))).ShouldBe(0);
    }

    [Fact]
    public async Task An_opinion_is_a_lone_observation_up_or_not()
    {
        await using var target = FlakyTarget.Start();
        target.Behave("/down", Behaviour.Status(500));
        await using var app = await ProbeApp.StartAsync(storage);
        var asked = ProbeApp.Round(ProbeApp.Check(target.At("/down")), ProbeApp.Check(target.At("/up")));

        await storage.SendTextAsync(ProbeApp.Opinions, ProbeApp.Text(asked));
        await storage.DrainedAsync(ProbeApp.Opinions);

        var entries = (await storage.ReadAsync<ResultsMessage>(Queues.Urgent)).SelectMany(message => message.Entries).ToArray();
        entries.ShouldAllBe(entry => entry.Kind == EntryKind.Opinion && entry.Shard == asked.Shard && entry.Slot == asked.Slot && entry.Region == ProbeApp.Region);
        entries.Select(entry => (entry.Results.Single().MonitorId, entry.Results.Single().Outcome))
            .ShouldBe([(asked.Checks[0].MonitorId, Outcome.Down), (asked.Checks[1].MonitorId, Outcome.Up)], ignoreOrder: true);
        (await storage.CountAsync(Queues.Results)).ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_understood_is_put_aside_as_it_came()
    {
        string[] bodies =
        [
            "no json", "null", "[]", "{}", """{"v":1}""", """{"v":1,"rounds":null}""", """{"v":1,"rounds":{}}""", """{"v":1,"rounds":[null]}""", """{"v":1,"rounds":[{"region":"eu"}]}""",
        ];
        await using var app = await ProbeApp.StartAsync(storage);
        string[] queues = [ProbeApp.Checks, ProbeApp.Opinions];
        foreach (var queue in queues)
        {
            foreach (var body in bodies) await storage.SendTextAsync(queue, body);
        }

        foreach (var queue in queues)
        {
            await storage.HoldsAsync(Storage.Poison(queue), bodies.Length);
            await storage.DrainedAsync(queue);
            (await storage.TextsAsync(Storage.Poison(queue))).ShouldBe(bodies, ignoreOrder: true);
        }

        (await storage.CountAsync(Queues.Results)).ShouldBe(0);
        (await storage.CountAsync(Queues.Urgent)).ShouldBe(0);
    }
}
