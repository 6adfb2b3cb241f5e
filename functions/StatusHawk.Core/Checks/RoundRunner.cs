using System.Text.Json;
using System.Threading.Channels;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Checks;

/// <summary>Runs one check within its own time. Never throws but when cancelled.</summary>
public delegate Task<CheckResult> RunCheck(CheckSpec check, CancellationToken cancellationToken);

/// <summary>
/// Runs the rounds of a message in one region: waits for their slot, runs all checks at once, sends what is not up ahead, and each round when it is
/// complete. Rounds that complete together share a message.
/// </summary>
/// <param name="run">Runs one check of a round.</param>
/// <param name="runOpinion">Runs one that was asked for, which never waits behind those of rounds.</param>
/// <param name="report">What the region says of itself; null: nothing.</param>
public sealed class RoundRunner(
    RunCheck run, RunCheck runOpinion, IMessageQueues queues, TimeProvider clock, Func<CancellationToken, Task<RegionReport?>>? report = null)
{
    /// <summary>How long a complete round waits for others of its message.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    private const int BytesOfEnvelope = 160;

    /// <summary>Runs a message of <c>checks-{region}</c>.</summary>
    /// <param name="message">The rounds; those past their time are dropped.</param>
    /// <param name="oneByOne">For a message that comes again: each round on its own, so that one that fails takes no other along.</param>
    /// <param name="cancellationToken">Ends waiting and checking.</param>
    public async Task RunRoundsAsync(RoundsMessage message, bool oneByOne, CancellationToken cancellationToken)
    {
        if (!oneByOne || message.Rounds.Count == 1)
        {
            await RunTogetherAsync(message.Rounds, cancellationToken);
            return;
        }

        foreach (var round in message.Rounds) await RunTogetherAsync([round], cancellationToken);
    }

    /// <summary>
    /// Runs a message of <c>opinions-{region}</c>: each answer is a lone observation, up or not, and leaves as soon as it is there. One target that hangs keeps
    /// back no other's.
    /// </summary>
    public async Task GiveOpinionsAsync(RoundsMessage message, CancellationToken cancellationToken)
    {
        var opinions = Channel.CreateUnbounded<LogEntry>();
        var sending = SendAsync(Queues.Urgent, opinions.Reader, () => Task.CompletedTask, cancellationToken);
        try
        {
            await Task.WhenAll(
            [
                .. message.Rounds.Where(InTime).SelectMany(
                    request => request.Checks,
                    async (request, check) => opinions.Writer.TryWrite(Entry(request, EntryKind.Opinion, [await runOpinion(check, cancellationToken)]))),
                .. (message.Tests ?? []).Where(test => clock.GetUtcNow() < test.NotAfter.Time).Select(test => TestAsync(test, cancellationToken)),
            ]);
        }
        finally
        {
            opinions.Writer.Complete();
            await sending;
        }
    }

    // It goes where nothing but whoever asked looks: no observation comes of it.
    private async Task TestAsync(TestRequest test, CancellationToken cancellationToken)
    {
        var report = TestReport.Of(test.Check, await runOpinion(test.Check with { Explain = true }, cancellationToken));
        var answer = new TestAnswer { TestId = test.TestId, WorkspaceId = test.WorkspaceId, Region = test.Region, Report = report };
        await queues.SendAsync(Queues.Tests, answer, null, TestRequest.Lifetime, cancellationToken);
    }

    private async Task RunTogetherAsync(IReadOnlyList<RoundRequest> rounds, CancellationToken cancellationToken)
    {
        var urgent = Channel.CreateUnbounded<LogEntry>();
        var complete = Channel.CreateUnbounded<LogEntry>();
        var allDone = new TaskCompletionSource();
        var sending = Task.WhenAll(
            SendAsync(Queues.Urgent, urgent.Reader, () => Task.CompletedTask, cancellationToken),
            SendAsync(Queues.Results, complete.Reader, () => GatherAsync(allDone.Task, cancellationToken), cancellationToken));
        try
        {
            await Task.WhenAll(rounds.Select(async round =>
            {
                if (await RunAsync(round, urgent.Writer, cancellationToken) is { } entry) complete.Writer.TryWrite(entry);
            }));
        }
        finally
        {
            urgent.Writer.Complete();
            complete.Writer.Complete();
            allDone.SetResult();
            await sending;
        }
    }

    private async Task<LogEntry?> RunAsync(RoundRequest round, ChannelWriter<LogEntry> urgent, CancellationToken cancellationToken)
    {
        if (!InTime(round))
        {
            Instruments.RoundsDropped.Add(1, new KeyValuePair<string, object?>("region", round.Region));
            return null;
        }

        // Nobody plans so far ahead: the planner's clock or this one is wrong, and waiting would hold a place that others need.
        var early = round.Slot.Time - clock.GetUtcNow();
        if (early > Planner.Horizon) return null;
        if (early > TimeSpan.Zero) await Task.Delay(early, clock, cancellationToken);

        Instruments.RoundDelay.Record(Math.Max(0, (clock.GetUtcNow() - round.Slot.Time).TotalSeconds), new KeyValuePair<string, object?>("region", round.Region));
        var results = await Task.WhenAll(round.Checks.Select(async check =>
        {
            var result = await run(check, cancellationToken);
            if (result.Outcome is Outcome.Down or Outcome.Degraded) urgent.TryWrite(Entry(round, EntryKind.Urgent, [result]));
            return result;
        }));
        return Entry(round, EntryKind.Round, [.. results.Select(WithoutExcerpt)]);
    }

    // Fifty of them would not fit a message; the herald has it.
    private static CheckResult WithoutExcerpt(CheckResult result) =>
        result.Evidence is { Answer: not null } evidence ? result with { Evidence = evidence with { Answer = null } } : result;

    private bool InTime(RoundRequest round) => clock.GetUtcNow() < round.NotAfter.Time;

    /// <summary>Sends at once what is there; what comes while a message is under way shares the next one.</summary>
    private async Task SendAsync(string queue, ChannelReader<LogEntry> entries, Func<Task> gather, CancellationToken cancellationToken)
    {
        while (await entries.WaitToReadAsync(cancellationToken))
        {
            await gather();
            var gathered = new List<LogEntry>();
            while (entries.TryRead(out var entry)) gathered.Add(entry);
            foreach (var box in Packing.Pack(gathered, JsonBytes, Queues.MaxMessageBytes - BytesOfEnvelope))
                await queues.SendAsync(queue, new ResultsMessage { Entries = box, Report = await ReportAsync(queue, cancellationToken) }, null, null, cancellationToken);
        }
    }

    // Heralds are not kept waiting for it.
    private async Task<RegionReport?> ReportAsync(string queue, CancellationToken cancellationToken) =>
        report is null || queue != Queues.Results ? null : await report(cancellationToken);

    private async Task GatherAsync(Task allDone, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(allDone, Task.Delay(Gathering, clock, over.Token));
        await over.CancelAsync();
    }

    private static LogEntry Entry(RoundRequest round, EntryKind kind, IReadOnlyList<CheckResult> results) => new()
    {
        Kind = kind,
        Shard = round.Shard,
        WorkspaceId = round.WorkspaceId,
        Slot = round.Slot,
        Region = round.Region,
        Part = kind == EntryKind.Round ? round.Part : 0,
        Results = results,
    };

    private static int JsonBytes(LogEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, StatusHawkJson.Options).Length + 1;
}
