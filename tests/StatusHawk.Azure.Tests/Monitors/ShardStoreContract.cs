using StatusHawk.Core;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Monitors;

public sealed class CosmosShardStoreTests(Emulators emulators) : ShardStoreContract(emulators.Get<IShardStore>());

public sealed class InMemoryShardStoreTests() : ShardStoreContract(new InMemoryStores().Shards);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class ShardStoreContract(IShardStore store)
{
    private readonly string _workspace = Ids.New(Ids.Workspace);

    [Fact]
    public async Task Monitors_of_one_interval_and_one_set_of_regions_share_a_shard_of_fifty()
    {
        var shards = new List<string>();
        for (var i = 0; i < 51; i++) shards.Add(await TakeAsync(Ids.New(Ids.Monitor)));

        shards.Take(50).Distinct().Count().ShouldBe(1);
        shards[50].ShouldNotBe(shards[0]);
    }

    [Fact]
    public async Task Another_interval_or_another_set_of_regions_is_another_shard()
    {
        string[] shards =
        [
            await TakeAsync("mon_a"), await store.TakePlaceAsync(_workspace, "mon_b", 30, ["eu", "us"], default),
            await store.TakePlaceAsync(_workspace, "mon_c", 60, ["eu"], default), await store.TakePlaceAsync(Ids.New(Ids.Workspace), "mon_d", 60, ["eu", "us"], default),
        ];

        shards.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Taking_a_place_twice_is_taking_it_once()
    {
        var first = await TakeAsync("mon_a");

        (await TakeAsync("mon_a")).ShouldBe(first);
    }

    [Fact]
    public async Task A_hole_is_refilled()
    {
        var shard = await TakeAsync("mon_0");
        for (var i = 1; i < 50; i++) await TakeAsync($"mon_{i}");
        await store.LeavePlaceAsync(_workspace, "mon_7", shard, default);
        await store.LeavePlaceAsync(_workspace, "mon_7", shard, default);

        (await TakeAsync("mon_new")).ShouldBe(shard);
    }

    [Fact]
    public async Task Many_at_once_fill_shards_and_lose_no_place()
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TakeAsync($"mon_{i}")));
        var again = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TakeAsync($"mon_{i}")));

        again.ShouldBe(shards);
    }

    [Fact]
    public async Task A_place_is_given_back_in_its_own_workspace_only_and_nothing_there_is_fine()
    {
        var shard = await TakeAsync("mon_0");
        for (var i = 1; i < 50; i++) await TakeAsync($"mon_{i}");

        await store.LeavePlaceAsync(Ids.New(Ids.Workspace), "mon_0", shard, default);
        await store.LeavePlaceAsync(_workspace, "mon_0", Ids.New(Ids.Shard), default);

        (await TakeAsync("mon_new")).ShouldNotBe(shard);
    }

    private Task<string> TakeAsync(string monitorId) => store.TakePlaceAsync(_workspace, monitorId, 60, ["eu", "us"], default);
}
