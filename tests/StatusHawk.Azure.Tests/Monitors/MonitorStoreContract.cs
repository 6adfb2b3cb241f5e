using StatusHawk.Core;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Monitors;

public sealed class CosmosMonitorStoreTests(Emulators emulators) : MonitorStoreContract(emulators.Get<IMonitorStore>(), emulators.Get<IChangeFeed<Monitor>>);

public sealed class InMemoryMonitorStoreTests : MonitorStoreContract
{
    public InMemoryMonitorStoreTests()
        : this(new InMemoryStores())
    {
    }

    private InMemoryMonitorStoreTests(InMemoryStores stores)
        : base(stores.Monitors, stores.MonitorFeed)
    {
    }
}

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class MonitorStoreContract(IMonitorStore store, Func<IChangeFeed<Monitor>> newFeed)
{
    [Fact]
    public async Task A_monitor_is_read_back_whole()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);

        var stored = await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);

        stored!.Value.ShouldBeWhole(monitor);
    }

    [Fact]
    public async Task Another_workspace_does_not_see_it()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);

        (await store.ReadAsync(Ids.New(Ids.Workspace), monitor.Id, default)).ShouldBeNull();
        (await store.ListAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Monitors_are_listed_oldest_first()
    {
        var newer = Examples.Monitor(minutesOld: 1);
        var older = Examples.Monitor(newer.WorkspaceId, minutesOld: 2);
        await store.CreateAsync(newer, default);
        await store.CreateAsync(older, default);

        (await store.ListAsync(newer.WorkspaceId, default)).Select(monitor => monitor.Id).ShouldBe([older.Id, newer.Id]);
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);
        var read = await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);

        (await store.TryReplaceAsync(monitor with { Name = "First" }, read!.ETag, default)).ShouldBeTrue();
        (await store.TryReplaceAsync(monitor with { Name = "Second" }, read.ETag, default)).ShouldBeFalse();
        (await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default))!.Value.Name.ShouldBe("First");
    }

    [Fact]
    public async Task A_deleted_monitor_reads_as_absent_but_the_feed_tells_of_it()
    {
        var feed = newFeed();
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);
        (await feed.ReadNewAsync(default)).ShouldContain(change => change.Id == monitor.Id && !change.Deleted);
        var read = await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);

        (await store.TryDeleteAsync(monitor, read!.ETag, default)).ShouldBeTrue();

        (await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default)).ShouldBeNull();
        (await store.ListAsync(monitor.WorkspaceId, default)).ShouldBeEmpty();
        (await feed.ReadNewAsync(default)).ShouldContain(change => change.Id == monitor.Id && change.Deleted);
        (await feed.ReadNewAsync(default)).ShouldNotContain(change => change.Id == monitor.Id);
    }

    [Fact]
    public async Task Creating_one_that_is_there_leaves_it_as_it_is()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);

        await store.CreateAsync(monitor with { Name = "Other" }, default);

        (await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default))!.Value.ShouldBeWhole(monitor);
    }

    [Fact]
    public async Task A_deleted_monitor_comes_back_neither_by_a_late_create_nor_by_a_late_write()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);
        var read = await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);
        await store.TryDeleteAsync(monitor, read!.ETag, default);

        await store.CreateAsync(monitor, default);
        (await store.TryReplaceAsync(monitor, read.ETag, default)).ShouldBeFalse();
        (await store.TryDeleteAsync(monitor, read.ETag, default)).ShouldBeFalse();

        (await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_never_there_can_be_neither_replaced_nor_deleted()
    {
        var monitor = Examples.Monitor();

        (await store.TryReplaceAsync(monitor, "\"0\"", default)).ShouldBeFalse();
        (await store.TryDeleteAsync(monitor, "\"0\"", default)).ShouldBeFalse();
        (await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_tombstone_keeps_where_the_monitor_was_and_none_of_its_secrets()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);
        var read = await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);
        await store.TryDeleteAsync(monitor, read!.ETag, default);

        var tombstone = (await newFeed().ReadNewAsync(default)).Single(change => change.Id == monitor.Id);

        tombstone.ShouldBeWhole(monitor with { Deleted = true, Enabled = false, Name = "", Http = null });
    }

    [Fact]
    public async Task Each_feed_has_a_place_of_its_own()
    {
        var monitor = Examples.Monitor();
        await store.CreateAsync(monitor, default);
        var first = newFeed();
        (await first.ReadNewAsync(default)).ShouldContain(change => change.Id == monitor.Id);

        (await newFeed().ReadNewAsync(default)).ShouldContain(change => change.Id == monitor.Id);
        (await first.ReadNewAsync(default)).ShouldNotContain(change => change.Id == monitor.Id);
    }
}
