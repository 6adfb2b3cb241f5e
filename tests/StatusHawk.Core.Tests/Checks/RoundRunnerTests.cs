using System.Collections.Concurrent;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Core.Tests.Checks;

public sealed class RoundRunnerTests
{
    private readonly ManualClock _clock = new();
    private readonly InMemoryStores _stores = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Outcome>> _checks = new();

    [Fact]
    public async Task A_round_waits_for_its_slot_and_not_a_second_less()
    {
        var running = Runner().RunRoundsAsync(Message(Round("a", inSeconds: 2)), oneByOne: false, default);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _checks.ShouldBeEmpty();

        _clock.Advance(TimeSpan.FromSeconds(1));
        await BeganAsync("a0");
        Finish("a0");
        await running;

        _stores.Queues.Of<ResultsMessage>(Queues.Results).Single().Entries.Single().Kind.ShouldBe(EntryKind.Round);
    }

    [Fact]
    public async Task A_round_past_its_time_is_dropped()
    {
        await Runner().RunRoundsAsync(Message(Round("a", inSeconds: -60)), oneByOne: false, default);

        _checks.ShouldBeEmpty();
        _stores.Queues.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_of_the_far_future_is_dropped_and_holds_no_place()
    {
        await Runner().RunRoundsAsync(Message(Round("a", inSeconds: 3_600)), oneByOne: false, default);

        _stores.Queues.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_up_leaves_at_once_and_the_round_follows_when_complete()
    {
        var running = Runner().RunRoundsAsync(Message(Round("a", checks: 3)), oneByOne: false, default);
        await BeganAsync("a0", "a1", "a2");
        Finish("a1", Outcome.Down);
        await Until(() => _stores.Queues.Sent.Count == 1);
        Finish("a0");
        Finish("a2", Outcome.Inconclusive);
        await running;

        var urgent = _stores.Queues.Of<ResultsMessage>(Queues.Urgent).Single().Entries.Single();
        urgent.Id.ShouldBe($"{urgent.Slot}|eu|u|{Id("a1")}");
        var round = _stores.Queues.Of<ResultsMessage>(Queues.Results).Single().Entries.Single();
        round.Results.Select(result => (result.MonitorId, result.Outcome)).ShouldBe([(Id("a0"), Outcome.Up), (Id("a1"), Outcome.Down), (Id("a2"), Outcome.Inconclusive)]);
        round.Results[1].ShouldBe(urgent.Results[0]);
    }

    [Fact]
    public async Task Rounds_that_complete_together_share_a_message_and_one_that_hangs_holds_up_no_other()
    {
        var running = Runner().RunRoundsAsync(Message(Round("a"), Round("b"), Round("slow")), oneByOne: false, default);
        await BeganAsync("a0", "b0", "slow0");
        Finish("a0");
        Finish("b0");
        await Until(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return _stores.Queues.Sent.Count == 1;
        });
        Finish("slow0");
        await running;

        _stores.Queues.Of<ResultsMessage>(Queues.Results).SelectMany(message => message.Entries).Select(entry => entry.Shard).ShouldBe(["a", "b", "slow"], ignoreOrder: true);
        _stores.Queues.Sent.Count.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task A_message_that_comes_again_is_run_round_by_round()
    {
        var running = Runner().RunRoundsAsync(Message(Round("a"), Round("b")), oneByOne: true, default);
        await BeganAsync("a0");
        _checks.ContainsKey(Id("b0")).ShouldBeFalse();
        Finish("a0");
        await BeganAsync("b0");
        _stores.Queues.Of<ResultsMessage>(Queues.Results).Single().Entries.Single().Shard.ShouldBe("a");
        Finish("b0");
        await running;
    }

    [Fact]
    public async Task A_round_whose_report_cannot_be_sent_fails_so_that_its_message_comes_again()
    {
        _stores.Journal.FailAll();
        var running = Runner().RunRoundsAsync(Message(Round("a")), oneByOne: false, default);
        await BeganAsync("a0");
        Finish("a0");

        await Should.ThrowAsync<StoreUnavailableException>(() => running);
    }

    [Fact]
    public async Task Many_failures_at_once_share_messages_and_none_is_too_large()
    {
        var running = Runner().RunRoundsAsync(Message([.. Enumerable.Range(0, 20).Select(i => Round($"shd{i:d2}", checks: 50))]), oneByOne: false, default);
        await Until(() => _checks.Count == 1_000);

        // The first message is under way until all checks have failed: those share what follows.
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stores.Journal.Before = call => call == $"Queues.Send {Queues.Urgent}" ? underWay.Task : Task.CompletedTask;
        foreach (var check in _checks.Values) check.SetResult(Outcome.Down);
        await Until(() => _stores.Journal.Count($"Queues.Send {Queues.Results}") > 0);
        underWay.SetResult();
        await running; // the queue in memory refuses what is too large

        _stores.Queues.Of<ResultsMessage>(Queues.Urgent).Sum(message => message.Entries.Count).ShouldBe(1_000);
        _stores.Queues.Of<ResultsMessage>(Queues.Results).Sum(message => message.Entries.Count).ShouldBe(20);
        _stores.Queues.Sent.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task An_opinion_is_a_lone_observation_up_or_not()
    {
        var running = Runner().GiveOpinionsAsync(Message(Round("a"), Round("late", inSeconds: -60)), default);
        await BeganAsync("a0");
        Finish("a0");
        await running;

        var opinion = _stores.Queues.Of<ResultsMessage>(Queues.Urgent).Single().Entries.Single();
        opinion.Id.ShouldBe($"{opinion.Slot}|eu|o|{Id("a0")}");
    }

    [Fact]
    public async Task Opinions_leave_as_they_come_and_one_that_hangs_keeps_back_no_other()
    {
        var running = Runner().GiveOpinionsAsync(Message(Round("a", checks: 3)), default);
        await BeganAsync("a0", "a1", "a2");
        Finish("a1", Outcome.Down);
        await Until(() => _stores.Queues.Sent.Count == 1);
        Finish("a2");
        await Until(() => _stores.Queues.Sent.Count == 2);
        running.IsCompleted.ShouldBeFalse();
        Finish("a0");
        await running;

        _stores.Queues.Of<ResultsMessage>(Queues.Urgent).SelectMany(message => message.Entries).Select(entry => entry.Results.Single().MonitorId).ShouldBe([Id("a1"), Id("a2"), Id("a0")]);
    }

    [Fact]
    public async Task Opinions_are_not_run_as_rounds_are()
    {
        var ran = new ConcurrentQueue<string>();
        var runner = new RoundRunner(Noting("round"), Noting("opinion"), _stores.Queues, _clock);

        await runner.RunRoundsAsync(Message(Round("a")), oneByOne: false, default);
        await runner.GiveOpinionsAsync(Message(Round("a")), default);

        ran.ShouldBe(["round", "opinion"]);

        RunCheck Noting(string name) => (check, _) =>
        {
            ran.Enqueue(name);
            return Task.FromResult(new CheckResult { MonitorId = check.MonitorId, Outcome = Outcome.Up });
        };
    }

    [Fact]
    public async Task A_test_is_answered_to_whoever_asked_and_leaves_no_observation()
    {
        CheckSpec? ran = null;
        var runner = new RoundRunner(
            (_, _) => throw new InvalidOperationException("It is no round."),
            (check, _) =>
            {
                ran = check;
                return Task.FromResult(new CheckResult { MonitorId = check.MonitorId, Outcome = Outcome.Down, Evidence = new() { Error = ErrorClass.Refused, Message = "Nothing listens." } });
            },
            _stores.Queues,
            _clock);
        var spec = new CheckSpec { MonitorId = Id("a0"), Kind = MonitorKind.Http, TimeoutSeconds = 5, Assertions = ["[STATUS] == 200"] };

        await runner.GiveOpinionsAsync(new() { Rounds = [], Tests = [Test("test_1", inSeconds: 1), Test("test_2", inSeconds: 0)] }, default);

        ran!.Explain.ShouldBe(true);
        _stores.Queues.Sent.ShouldAllBe(message => message.Queue == Queues.Tests && message.ExpiresIn == TestRequest.Lifetime);
        var answer = _stores.Queues.Of<TestAnswer>(Queues.Tests).ShouldHaveSingleItem();
        (answer.TestId, answer.WorkspaceId, answer.Region, answer.Report.Outcome).ShouldBe(("test_1", "ws_a", "eu", Outcome.Down));
        answer.Report.Assertions.ShouldBe([new("[STATUS] == 200", false, "It was not judged: the check failed before.")]);

        TestRequest Test(string id, int inSeconds) =>
            new() { TestId = id, WorkspaceId = "ws_a", Region = "eu", NotAfter = Slot.Of(_clock.GetUtcNow().AddSeconds(inSeconds)), Check = spec };
    }

    private RoundRunner Runner() => new(RunAsync, RunAsync, _stores.Queues, _clock);

    private async Task<CheckResult> RunAsync(CheckSpec check, CancellationToken cancellationToken)
    {
        var outcome = await _checks.GetOrAdd(check.MonitorId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        return new CheckResult
        {
            MonitorId = check.MonitorId,
            Outcome = outcome,
            Evidence = outcome == Outcome.Up ? null : new Evidence { Error = ErrorClass.Timeout, Message = new string('m', Evidence.MaxMessageLength) },
        };
    }

    private void Finish(string name, Outcome outcome = Outcome.Up) => _checks[Id(name)].SetResult(outcome);

    private Task BeganAsync(params string[] names) => Until(() => names.All(name => _checks.ContainsKey(Id(name))));

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 6_000 && !condition(); i++) await Task.Delay(10);
        condition().ShouldBeTrue();
    }

    private static RoundsMessage Message(params RoundRequest[] rounds) => new() { Rounds = rounds };

    private RoundRequest Round(string shard, int inSeconds = 0, int checks = 1)
    {
        var slot = Slot.Of(_clock.GetUtcNow().AddSeconds(inSeconds));
        return new RoundRequest
        {
            Shard = shard,
            WorkspaceId = PipelineWorld.Workspace,
            Slot = slot,
            Region = "eu",
            NotAfter = slot + TimeSpan.FromSeconds(60),
            Checks = [.. Enumerable.Range(0, checks).Select(i => new CheckSpec { MonitorId = Id($"{shard}{i}"), Kind = MonitorKind.Http, TimeoutSeconds = 10 })],
        };
    }

    private static string Id(string name) => Ids.Monitor + name;
}
