using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosWorkspaceDataTests(Emulators emulators) : WorkspaceDataContract(emulators.Get<IServiceProvider>());

public sealed class InMemoryWorkspaceDataTests() : WorkspaceDataContract(Provider())
{
    private static ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        new InMemoryStores().AddTo(services, TimeProvider.System);
        return services.BuildServiceProvider();
    }
}

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class WorkspaceDataContract(IServiceProvider stores)
{
    private readonly IWorkspaceData _data = stores.GetRequiredService<IWorkspaceData>();

    [Fact]
    public async Task Every_shard_monitor_and_incident_is_found_whoever_has_forgotten_it()
    {
        var whole = await WholeWorkspace.FillAsync(stores);

        (await _data.ListShardsAsync(whole.Id, default)).Order().ShouldBe(new[] { whole.Shard, whole.FormerShard, whole.EmptyShard }.Order());
        (await _data.ListMonitorsAsync(whole.Id, default)).Order().ShouldBe(new[] { whole.Monitor, whole.OldMonitor }.Order());
        (await _data.ListIncidentsAsync(whole.Id, default)).ShouldBe([whole.Incident]);
        (await _data.ListShardsAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Some_are_removed_at_a_time_and_what_leads_to_them_goes_last()
    {
        var whole = await WholeWorkspace.FillAsync(stores);

        (await _data.RemoveShardAsync(whole.Id, whole.EmptyShard, 2, default)).ShouldBeFalse();
        (await _data.ListShardsAsync(whole.Id, default)).ShouldContain(whole.EmptyShard);
        (await _data.RemoveShardAsync(whole.Id, whole.EmptyShard, 2, default)).ShouldBeTrue();
        (await _data.ListShardsAsync(whole.Id, default)).ShouldNotContain(whole.EmptyShard);

        (await _data.RemoveHistoryAsync(whole.Id, whole.OldMonitor, 1, default)).ShouldBeFalse();
        (await _data.ListMonitorsAsync(whole.Id, default)).ShouldContain(whole.OldMonitor);
    }

    [Fact]
    public async Task All_is_removed_but_the_workspace_and_bare_tombstones_and_the_neighbour_keeps_everything()
    {
        var (mine, neighbour) = (await WholeWorkspace.FillAsync(stores), await WholeWorkspace.FillAsync(stores));
        var whole = await neighbour.LeftAsync();
        whole.Count.ShouldBe(31);
        (await mine.LeftAsync()).ShouldBe(whole);
        var monitors = stores.GetRequiredService<IMonitorStore>();
        var monitor = (await monitors.ReadAsync(mine.Id, mine.Monitor, default))!;
        (await monitors.TryDeleteAsync(monitor.Value, monitor.ETag, default)).ShouldBeTrue();
        foreach (var slug in new[] { mine.Slug, mine.FormerSlug }) await stores.GetRequiredService<Core.StatusPages.IPageStore>().DeleteAsync(slug, mine.Id, default);

        for (var time = 0; time < 2; time++)
        {
            foreach (var shard in new[] { mine.Shard, mine.FormerShard, mine.EmptyShard }) (await _data.RemoveShardAsync(mine.Id, shard, 100, default)).ShouldBeTrue();
            foreach (var each in new[] { mine.Monitor, mine.OldMonitor }) (await _data.RemoveHistoryAsync(mine.Id, each, 100, default)).ShouldBeTrue();
            (await _data.RemoveIncidentAsync(mine.Id, mine.Incident, 100, default)).ShouldBeTrue();
            (await _data.RemoveRestAsync(mine.Id, 100, default)).ShouldBeTrue();
        }

        (await mine.LeftAsync()).ShouldBeEmpty();
        (await stores.GetRequiredService<IWorkspaceStore>().ReadAsync(mine.Id, default)).ShouldNotBeNull();
        (await neighbour.LeftAsync()).ShouldBe(whole);

        // A directory that had not looked for a while still learns of it.
        var told = (await stores.GetRequiredService<IChangeFeed<Monitor>>().ReadNewAsync(default)).Single(each => each.Id == mine.Monitor);
        told.ShouldBeWhole(monitor.Value.ToTombstone());
        (told.Deleted, told.Name, told.Http).ShouldBe((true, "", null));
    }
}
