using StatusHawk.Bench.Pipeline;
using StatusHawk.Core.Checks;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class CountingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_stored_round_is_what_it_has_once_and_what_each_of_its_observations_adds()
    {
        var window = Watched();

        var (none, one, two) = (Counting.BytesOfDocument(window, 0), Counting.BytesOfDocument(window, 1), Counting.BytesOfDocument(window, 2));

        two.ShouldBe(500);
        (two - one).ShouldBe(one - none);
        (one - none).ShouldBe("[\"aaaaaaaaaaaaaaaa\",\"u\",0,0,0,0,0],".Length);
        Counting.Of(window, window).BytesOfObservationStored.ShouldBe(one - none);
        Counting.Of(window, window).BytesOfRoundStored.ShouldBe(none);
    }

    [Fact]
    public void What_the_cost_model_asks_for_is_counted_for_each_message_slot_second_and_check()
    {
        var counted = Counting.Of(Watched(), Watched() with { Cpu = new Dictionary<string, double> { ["pipeline"] = .012 } });

        counted.AnswersPerMessage.ShouldBe(2); // one message out, one back from each of two regions
        counted.OperationsPerMessage.ShouldBe((3 + 2 + 3) / 3.0);
        counted.BytesOfRoundSent.ShouldBe(800 / 2.0);
        counted.BytesOfObservationReturned.ShouldBe(200 / 4.0);
        counted.PipelinePollsPerSecond.ShouldBe(30 / 60.0);
        counted.ProbePollsPerSecond.ShouldBe(60 / 60.0); // of one of the two
        counted.OtherRequestUnitsPerMinute.ShouldBe(22);
        counted.ProbeSecondsPerSlot.ShouldBe(3);
        counted.PipelineSecondsPerAnswer.ShouldBe(.5);
        counted.PipelineCpuPerCheck.ShouldBe(12 / 4.0);
    }

    /// <summary>A minute of two monitors in one shard, in two regions, every 60 s.</summary>
    private static Window Watched()
    {
        var population = Population.Of(2, 50, 60, "ws_a", ["eu", "us"], i => $"http://127.0.0.1/{i}");
        return new()
        {
            Length = TimeSpan.FromMinutes(1),
            Population = population,
            Late = [.01, .01, .02, .02],
            Coverage = new(4, 0, 0, 0),
            LogBytes = 1_000,
            Rounds = [.. population.Regions.Select(region => new LogEntry
            {
                Kind = EntryKind.Round,
                Shard = population.Monitors[0].Shard,
                WorkspaceId = "ws_a",
                Slot = Slot.Of(Noon),
                Region = region,
                Results = [.. population.Monitors.Select(monitor => new CheckResult { MonitorId = monitor.Id, Outcome = Outcome.Up })],
            })],
            Cosmos = new(new Dictionary<string, CosmosOperation> { ["log create"] = new(2, 11, 1_000), ["pages replace"] = new(2, 22, 500) }, 1_000, 2),
            Backlog = new(),
            Storage = new Dictionary<string, StorageTally>
            {
                ["pipeline"] = Tally(put: 1, get: 1, poll: 30, delete: 2, bytes: 800, seconds: 1),
                ["probe-eu"] = Tally(put: 1, get: 1, poll: 60, delete: 1, bytes: 100, seconds: 3),
                ["probe-us"] = Tally(put: 1, get: 0, poll: 60, delete: 0, bytes: 100, seconds: 3),
            },
            Cpu = new Dictionary<string, double> { ["pipeline"] = 1 },
            Poisoned = 0,
        };
    }

    private static StorageTally Tally(int put, int get, int poll, int delete, long bytes, int seconds) => new(
        new Dictionary<StorageOperation, int>
        {
            [StorageOperation.QueuePut] = put,
            [StorageOperation.QueueGet] = get,
            [StorageOperation.QueuePoll] = poll,
            [StorageOperation.QueueDelete] = delete,
        },
        bytes,
        [(Noon, Noon.AddSeconds(seconds))]);
}
