using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Azure.Tests.Monitors;

public sealed class CosmosMonitorStoreTests(Emulators emulators)
{
    private readonly IMonitorStore _store = emulators.Get<IMonitorStore>();

    [Fact]
    public async Task A_monitor_is_read_back_whole()
    {
        var monitor = Examples.Monitor();
        await _store.CreateAsync(monitor, default);

        var stored = await _store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);

        stored!.Value.ShouldBeWhole(monitor);
    }

    [Fact]
    public async Task Another_workspace_does_not_see_it()
    {
        var monitor = Examples.Monitor();
        await _store.CreateAsync(monitor, default);

        (await _store.ReadAsync(Ids.New(Ids.Workspace), monitor.Id, default)).ShouldBeNull();
        (await _store.ListAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Monitors_are_listed_oldest_first()
    {
        var newer = Examples.Monitor(minutesOld: 1);
        var older = Examples.Monitor(newer.WorkspaceId, minutesOld: 2);
        await _store.CreateAsync(newer, default);
        await _store.CreateAsync(older, default);

        (await _store.ListAsync(newer.WorkspaceId, default)).Select(monitor => monitor.Id).ShouldBe([older.Id, newer.Id]);
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var monitor = Examples.Monitor();
        await _store.CreateAsync(monitor, default);
        var read = await _store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);

        (await _store.TryReplaceAsync(monitor with { Name = "First" }, read!.ETag, default)).ShouldBeTrue();
        (await _store.TryReplaceAsync(monitor with { Name = "Second" }, read.ETag, default)).ShouldBeFalse();
        (await _store.ReadAsync(monitor.WorkspaceId, monitor.Id, default))!.Value.Name.ShouldBe("First");
    }

    [Fact]
    public async Task A_deleted_monitor_reads_as_absent_but_the_feed_tells_of_it()
    {
        var feed = emulators.Get<IChangeFeed<Monitor>>();
        var monitor = Examples.Monitor();
        await _store.CreateAsync(monitor, default);
        (await feed.ReadNewAsync(default)).ShouldContain(change => change.Id == monitor.Id && !change.Deleted);
        var read = await _store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);

        (await _store.TryDeleteAsync(monitor, read!.ETag, default)).ShouldBeTrue();

        (await _store.ReadAsync(monitor.WorkspaceId, monitor.Id, default)).ShouldBeNull();
        (await _store.ListAsync(monitor.WorkspaceId, default)).ShouldBeEmpty();
        (await feed.ReadNewAsync(default)).ShouldContain(change => change.Id == monitor.Id && change.Deleted);
        (await feed.ReadNewAsync(default)).ShouldNotContain(change => change.Id == monitor.Id);
    }
}
