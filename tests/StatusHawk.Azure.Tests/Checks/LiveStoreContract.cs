using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Checks;

public sealed class CosmosLiveStoreTests(Emulators emulators) : LiveStoreContract(emulators.Get<ILiveStore>(), emulators.Get<IChangeFeed<LiveState>>);

public sealed class InMemoryLiveStoreTests : LiveStoreContract
{
    public InMemoryLiveStoreTests()
        : this(new InMemoryStores())
    {
    }

    private InMemoryLiveStoreTests(InMemoryStores stores)
        : base(stores.Live, stores.LiveFeed)
    {
    }
}

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class LiveStoreContract(ILiveStore store, Func<IChangeFeed<LiveState>> newFeed)
{
    [Fact]
    public async Task A_state_is_read_back_whole_and_told_by_the_feed()
    {
        var feed = newFeed();
        var state = Examples.Live(Examples.Monitor());
        (await store.TryWriteAsync(state, null, default)).ShouldBeTrue();

        (await store.ReadAsync(state.WorkspaceId, state.MonitorId, default))!.Value.ShouldBeWhole(state);
        (await store.ListAsync(state.WorkspaceId, default)).Single().ShouldBeWhole(state);
        (await feed.ReadNewAsync(default)).Single(change => change.MonitorId == state.MonitorId).ShouldBeWhole(state);
    }

    [Fact]
    public async Task Some_states_are_read_together_and_what_is_not_there_is_left_out()
    {
        var workspace = Ids.New(Ids.Workspace);
        var all = Enumerable.Range(0, 3).Select(_ => Examples.Live(Examples.Monitor(workspace))).ToArray();
        foreach (var state in all) await store.TryWriteAsync(state, null, default);

        var some = await store.ListAsync(workspace, [all[0].MonitorId, Ids.New(Ids.Monitor), all[2].MonitorId], default);

        some.Select(state => state.MonitorId).ShouldBe([all[0].MonitorId, all[2].MonitorId], ignoreOrder: true);
        (await store.ListAsync(workspace, [], default)).ShouldBeEmpty();
        (await store.ListAsync(Ids.New(Ids.Workspace), [all[0].MonitorId], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_read_an_older_version_does_not_overwrite_a_newer_one()
    {
        var up = Examples.Live(Examples.Monitor());
        await store.TryWriteAsync(up, null, default);
        var read = await store.ReadAsync(up.WorkspaceId, up.MonitorId, default);
        var down = up with { Verdict = Verdict.Down };

        (await store.TryWriteAsync(down, read!.ETag, default)).ShouldBeTrue();
        (await store.TryWriteAsync(up, read.ETag, default)).ShouldBeFalse();
        (await store.TryWriteAsync(up, null, default)).ShouldBeFalse();
        (await store.ReadAsync(up.WorkspaceId, up.MonitorId, default))!.Value.Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_fine()
    {
        var state = Examples.Live(Examples.Monitor());
        await store.TryWriteAsync(state, null, default);

        await store.DeleteAsync(state.WorkspaceId, state.MonitorId, default);
        await store.DeleteAsync(state.WorkspaceId, state.MonitorId, default);

        (await store.ReadAsync(state.WorkspaceId, state.MonitorId, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_workspaces_own_states_are_read()
    {
        var state = Examples.Live(Examples.Monitor());
        await store.TryWriteAsync(state, null, default);

        (await store.ReadAsync(Ids.New(Ids.Workspace), state.MonitorId, default)).ShouldBeNull();
        (await store.ListAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
        await store.DeleteAsync(Ids.New(Ids.Workspace), state.MonitorId, default);
        (await store.ListAsync(state.WorkspaceId, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_gone_can_be_written_anew_but_not_under_its_old_etag()
    {
        var state = Examples.Live(Examples.Monitor());
        await store.TryWriteAsync(state, null, default);
        var read = await store.ReadAsync(state.WorkspaceId, state.MonitorId, default);
        await store.DeleteAsync(state.WorkspaceId, state.MonitorId, default);

        (await store.TryWriteAsync(state, read!.ETag, default)).ShouldBeFalse();
        (await store.TryWriteAsync(state, null, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_feed_tells_of_many_changes_the_last_one_in_the_order_of_writing_and_of_no_delete()
    {
        var feed = newFeed();
        LiveState[] states = [Examples.Live(Examples.Monitor()), Examples.Live(Examples.Monitor()), Examples.Live(Examples.Monitor())];
        foreach (var state in states) await store.TryWriteAsync(state, null, default);
        await RewriteAsync(states[0], state => state with { Verdict = Verdict.Down });
        (await TellAsync(feed, states)).ShouldBe([(states[1].MonitorId, Verdict.Up), (states[2].MonitorId, Verdict.Up), (states[0].MonitorId, Verdict.Down)]);

        await store.DeleteAsync(states[1].WorkspaceId, states[1].MonitorId, default);
        (await TellAsync(feed, states)).ShouldBeEmpty();

        await RewriteAsync(states[2], state => state);
        (await TellAsync(feed, states)).ShouldBe([(states[2].MonitorId, Verdict.Up)]);
        (await TellAsync(newFeed(), states)).ShouldBe([(states[0].MonitorId, Verdict.Down), (states[2].MonitorId, Verdict.Up)]);
    }

    private async Task RewriteAsync(LiveState state, Func<LiveState, LiveState> change)
    {
        var read = await store.ReadAsync(state.WorkspaceId, state.MonitorId, default);
        (await store.TryWriteAsync(change(read!.Value), read.ETag, default)).ShouldBeTrue();
    }

    /// <summary>What the feed tells of these: other tests write too.</summary>
    private static async Task<IReadOnlyList<(string MonitorId, Verdict Verdict)>> TellAsync(IChangeFeed<LiveState> feed, LiveState[] of) =>
        [.. (await feed.ReadNewAsync(default)).Where(change => of.Any(state => state.MonitorId == change.MonitorId)).Select(change => (change.MonitorId, change.Verdict))];
}
