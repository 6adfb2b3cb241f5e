using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Azure.Tests.Checks;

public sealed class CosmosLiveStoreTests(Emulators emulators)
{
    private readonly ILiveStore _store = emulators.Get<ILiveStore>();

    [Fact]
    public async Task A_state_is_read_back_whole_and_told_by_the_feed()
    {
        var feed = emulators.Get<IChangeFeed<LiveState>>();
        var state = Examples.Live(Examples.Monitor());
        (await _store.TryWriteAsync(state, null, default)).ShouldBeTrue();

        (await _store.ReadAsync(state.WorkspaceId, state.MonitorId, default))!.Value.ShouldBeWhole(state);
        (await _store.ListAsync(state.WorkspaceId, default)).Single().ShouldBeWhole(state);
        (await feed.ReadNewAsync(default)).Single(change => change.MonitorId == state.MonitorId).ShouldBeWhole(state);
    }

    [Fact]
    public async Task Whoever_read_an_older_version_does_not_overwrite_a_newer_one()
    {
        var up = Examples.Live(Examples.Monitor());
        await _store.TryWriteAsync(up, null, default);
        var read = await _store.ReadAsync(up.WorkspaceId, up.MonitorId, default);
        var down = up with { Verdict = Verdict.Down };

        (await _store.TryWriteAsync(down, read!.ETag, default)).ShouldBeTrue();
        (await _store.TryWriteAsync(up, read.ETag, default)).ShouldBeFalse();
        (await _store.TryWriteAsync(up, null, default)).ShouldBeFalse();
        (await _store.ReadAsync(up.WorkspaceId, up.MonitorId, default))!.Value.Verdict.ShouldBe(Verdict.Down);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_fine()
    {
        var state = Examples.Live(Examples.Monitor());
        await _store.TryWriteAsync(state, null, default);

        await _store.DeleteAsync(state.WorkspaceId, state.MonitorId, default);
        await _store.DeleteAsync(state.WorkspaceId, state.MonitorId, default);

        (await _store.ReadAsync(state.WorkspaceId, state.MonitorId, default)).ShouldBeNull();
    }
}
