using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Azure.Tests;

/// <summary>Faults strike whoever uses the container, so these tests run while no other does.</summary>
[CollectionDefinition(nameof(CosmosFaultTests), DisableParallelization = true)]
[Collection(nameof(CosmosFaultTests))]
public sealed class CosmosFaultTests(Emulators emulators)
{
    private static readonly LiveState There = Examples.Live(Examples.Monitor());

    /// <summary>A call for each operation, on a live state that is there.</summary>
    private static readonly Dictionary<string, Func<Emulators, string, Task>> Calls = new()
    {
        ["read"] = (emulators, _) => emulators.Get<ILiveStore>().ReadAsync(There.WorkspaceId, There.MonitorId, default),
        ["query"] = (emulators, _) => emulators.Get<ICheckLog>().ReadAsync("shd_a", new Slot(0), default),
        ["create"] = (emulators, _) => emulators.Get<ICheckLog>().AppendAsync(Examples.Round(Ids.New(Ids.Shard)), default),
        ["replace"] = (emulators, etag) => emulators.Get<ILiveStore>().TryWriteAsync(There, etag, default),
        ["upsert"] = (emulators, _) => emulators.Get<IPageStore>().WriteHeartbeatAsync(new PipelineHeartbeat(Examples.Noon), default),
        ["delete"] = (emulators, _) => emulators.Get<ILiveStore>().DeleteAsync(There.WorkspaceId, There.MonitorId, default),
        ["feed"] = (emulators, _) => emulators.Get<IChangeFeed<Monitor>>().ReadNewAsync(default),
    };

    public static TheoryData<string, int?, string?> Faults
    {
        get
        {
            var rows = new TheoryData<string, int?, string?>();
            foreach (var operation in Calls.Keys)
            {
                rows.Add(operation, 429, null);
                rows.Add(operation, 503, null);
                rows.Add(operation, null, "before");

                // A delete that was done and not answered is sent again by the client itself, and then finds nothing: done either way.
                if (operation != "delete") rows.Add(operation, null, "after");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_account_that_throttles_fails_or_does_not_answer_is_unavailable_and_then_works_again(string operation, int? status, string? drop)
    {
        await emulators.Get<ILiveStore>().TryWriteAsync(There, null, default);
        var etag = (await emulators.Get<ILiveStore>().ReadAsync(There.WorkspaceId, There.MonitorId, default))!.ETag;
        await using (await CosmosFaults.SetAsync(emulators.Stack, new { operation, status, drop, retryAfterMs = 10 }))
        {
            var thrown = await Record.ExceptionAsync(() => Calls[operation](emulators, etag));

            thrown.ShouldBeOfType<StoreUnavailableException>();
        }

        await Calls[operation](emulators, etag);
    }

    [Fact]
    public async Task A_throttled_account_that_asks_to_wait_is_waited_for()
    {
        // More often than the client would by itself.
        await using var faults = await CosmosFaults.SetAsync(emulators.Stack, new { operation = "create", status = 429, retryAfterMs = 10, count = 20 });

        (await emulators.Get<ICheckLog>().AppendAsync(Examples.Round(Ids.New(Ids.Shard)), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_throttled_account_that_asks_for_more_than_the_setting_is_left_alone_and_its_wish_is_told()
    {
        await using var faults = await CosmosFaults.SetAsync(emulators.Stack, new { operation = "create", status = 429, retryAfterMs = 6_000, count = 1 });

        var thrown = await Should.ThrowAsync<StoreUnavailableException>(() => emulators.Get<ICheckLog>().AppendAsync(Examples.Round(Ids.New(Ids.Shard)), default));

        thrown.RetryAfter.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task An_entry_whose_answer_was_lost_is_there_already_when_it_is_stored_again()
    {
        var shard = Ids.New(Ids.Shard);
        var log = emulators.Get<ICheckLog>();

        await LoseAnswerAsync("create", () => log.AppendAsync(Examples.Round(shard, outcome: Outcome.Down), default));

        (await log.AppendAsync(Examples.Round(shard, outcome: Outcome.Up), default)).ShouldBeFalse();
        (await log.ReadAsync(shard, new Slot(0), default)).Single().Results.Single().Outcome.ShouldBe(Outcome.Down);
    }

    [Fact]
    public async Task A_monitor_whose_creation_was_not_answered_can_be_created_again()
    {
        var monitor = Examples.Monitor();
        var store = emulators.Get<IMonitorStore>();

        await LoseAnswerAsync("create", () => store.CreateAsync(monitor, default));
        await store.CreateAsync(monitor, default);

        (await store.ListAsync(monitor.WorkspaceId, default)).Single().ShouldBeWhole(monitor);
    }

    [Fact]
    public async Task A_workspace_whose_creation_was_not_answered_is_there_already()
    {
        var workspace = new Workspace { Id = Ids.New(Ids.Workspace), Name = "Acme", CreatedAt = Examples.Noon };
        var store = emulators.Get<IWorkspaceStore>();

        await LoseAnswerAsync("create", () => store.TryCreateAsync(workspace, default));

        (await store.TryCreateAsync(workspace, default)).ShouldBeFalse();
        (await store.ReadAsync(workspace.Id, default)).ShouldBe(workspace);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_not_done_twice_over_anothers()
    {
        var store = emulators.Get<ILiveStore>();
        var up = Examples.Live(Examples.Monitor());
        await store.TryWriteAsync(up, null, default);
        var read = await store.ReadAsync(up.WorkspaceId, up.MonitorId, default);

        await LoseAnswerAsync("replace", () => store.TryWriteAsync(up with { Verdict = Verdict.Down }, read!.ETag, default));

        (await store.TryWriteAsync(up with { Verdict = Verdict.Partial }, read!.ETag, default)).ShouldBeFalse();
        (await store.ReadAsync(up.WorkspaceId, up.MonitorId, default))!.Value.Verdict.ShouldBe(Verdict.Down);
    }

    private async Task LoseAnswerAsync(string operation, Func<Task> call)
    {
        await using var faults = await CosmosFaults.SetAsync(emulators.Stack, new { operation, drop = "after", count = 1 });
        (await Record.ExceptionAsync(call)).ShouldBeOfType<StoreUnavailableException>();
    }
}
