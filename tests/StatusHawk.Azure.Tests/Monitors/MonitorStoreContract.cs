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
    public async Task A_list_is_read_part_by_part_whatever_comes_and_goes_meanwhile()
    {
        var workspace = Ids.New(Ids.Workspace);
        var all = Enumerable.Range(0, 5).Select(i => Examples.Monitor(workspace, minutesOld: 10 - i)).ToArray();

        // Two of one moment, and one with a fraction of a second that is told apart from it.
        all[2] = all[2] with { CreatedAt = all[1].CreatedAt };
        all[3] = all[3] with { CreatedAt = all[1].CreatedAt.AddMilliseconds(120) };
        all = [.. all.OrderBy(monitor => monitor.CreatedAt).ThenBy(monitor => monitor.Id, StringComparer.Ordinal)];
        foreach (var monitor in all.Reverse()) await store.CreateAsync(monitor, default);

        var first = await store.ListAsync(workspace, new(), new(2, After: null), default);
        first.Items.Select(monitor => monitor.Id).ShouldBe(all.Take(2).Select(monitor => monitor.Id));
        first.Next.ShouldBe(new ListPlace(all[1].CreatedAt, all[1].Id));

        // The one where the list goes on is gone, and one came before it.
        var read = await store.ReadAsync(workspace, all[1].Id, default);
        (await store.TryDeleteAsync(read!.Value, read.ETag, default)).ShouldBeTrue();
        await store.CreateAsync(Examples.Monitor(workspace, minutesOld: 20), default);
        var second = await store.ListAsync(workspace, new(), new(2, first.Next), default);
        second.Items.Select(monitor => monitor.Id).ShouldBe(all[2..4].Select(monitor => monitor.Id));
        var third = await store.ListAsync(workspace, new(), new(2, second.Next), default);

        third.Items.ShouldHaveSingleItem().ShouldBeWhole(all[4]);
        third.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_list_holds_what_matches_all_that_is_asked_for()
    {
        var workspace = Ids.New(Ids.Workspace);
        var shop = Examples.Monitor(workspace, minutesOld: 3) with { Name = "My Shop", Key = "shop", Tags = ["eu", "größe"] };
        var gate = Examples.Monitor(workspace, minutesOld: 2) with
        {
            Name = "Gate",
            Kind = MonitorKind.Tcp,
            Http = null,
            Tcp = new TcpTarget { Host = "Mail.example.com", Port = 25 },
            Tags = ["eu"],
            Enabled = false,
        };
        var bare = Examples.Monitor(workspace, minutesOld: 1) with { Name = "Bare" };
        foreach (var monitor in new[] { shop, gate, bare }) await store.CreateAsync(monitor, default);

        await HoldsAsync(new(), shop, gate, bare);
        await HoldsAsync(new() { Text = "MY sh" }, shop);
        await HoldsAsync(new() { Text = "mail.EXAMPLE" }, gate);
        await HoldsAsync(new() { Text = "example.com" }, shop, gate, bare);
        await HoldsAsync(new() { Text = "%' OR true --" });
        await HoldsAsync(new() { Text = "authorization" });
        await HoldsAsync(new() { Tags = ["eu"] }, shop, gate);
        await HoldsAsync(new() { Tags = ["größe", "eu"] }, shop);
        await HoldsAsync(new() { Tags = ["e"] });
        await HoldsAsync(new() { Kind = MonitorKind.Tcp }, gate);
        await HoldsAsync(new() { Enabled = true }, shop, bare);
        await HoldsAsync(new() { Key = "shop" }, shop);
        await HoldsAsync(new() { Key = "SHOP" });
        await HoldsAsync(new() { Ids = [bare.Id, gate.Id, Ids.New(Ids.Monitor)], Enabled = true }, bare);
        await HoldsAsync(new() { Ids = [] });

        async Task HoldsAsync(MonitorFilter filter, params Monitor[] expected) =>
            (await store.ListAsync(workspace, filter, new(10, After: null), default)).Items.Select(monitor => monitor.Name)
                .ShouldBe(expected.Select(monitor => monitor.Name), filter.ToString());
    }

    [Fact]
    public async Task Deleted_monitors_are_not_counted()
    {
        var monitor = Examples.Monitor();
        (await store.CountAsync(monitor.WorkspaceId, default)).ShouldBe(0);
        foreach (var each in new[] { monitor, Examples.Monitor(monitor.WorkspaceId), Examples.Monitor() }) await store.CreateAsync(each, default);
        (await store.CountAsync(monitor.WorkspaceId, default)).ShouldBe(2);

        var stored = (await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default))!;
        await store.TryDeleteAsync(stored.Value, stored.ETag, default);

        (await store.CountAsync(monitor.WorkspaceId, default)).ShouldBe(1);
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
        var monitor = Examples.Monitor() with { Key = "shop", Tags = ["eu"] };
        await store.CreateAsync(monitor, default);
        var read = await store.ReadAsync(monitor.WorkspaceId, monitor.Id, default);
        await store.TryDeleteAsync(monitor, read!.ETag, default);

        var tombstone = (await newFeed().ReadNewAsync(default)).Single(change => change.Id == monitor.Id);

        tombstone.ShouldBeWhole(monitor with { Deleted = true, Enabled = false, Name = "", Key = null, Tags = null, Http = null });
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
