using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Azure.Tests.Uptime;

public sealed class HistoryKeptTests(Emulators emulators)
{
    [Fact]
    public async Task A_document_says_how_long_it_is_kept()
    {
        var (store, cosmos) = (emulators.Get<IHistoryStore>(), emulators.Get<CosmosDatabase>());
        var noon = Slot.Of(Examples.Noon);
        var (monitor, workspace) = (Ids.New(Ids.Monitor), Ids.New(Ids.Workspace));
        var hour = new RollUp { MonitorId = monitor, WorkspaceId = workspace, Span = RollUpSpan.Hour, From = noon, To = noon, Time = new(), Regions = new Dictionary<string, RegionCounts>() };
        var overview = new Overview { WorkspaceId = workspace, Shard = "shd_a", Span = RollUpSpan.Day, Monitors = new Dictionary<string, OverviewRow>() };

        await store.TryWriteAsync(hour, null, TimeSpan.FromDays(9), default);
        await store.TryWriteOverviewAsync(overview, null, TimeSpan.FromDays(3_700), default);

        (await TtlAsync(cosmos, monitor)).ShouldBe([9 * 86_400]);
        (await TtlAsync(cosmos, workspace)).Where(ttl => ttl > 0).ShouldBe([3_700 * 86_400]);
        await store.TryWriteAsync(hour, (await store.ReadAsync(monitor, RollUpSpan.Hour, noon, default))!.ETag, TimeSpan.FromDays(35), default);
        (await TtlAsync(cosmos, monitor)).ShouldBe([35 * 86_400]);
    }

    private static async Task<IReadOnlyList<int>> TtlAsync(CosmosDatabase cosmos, string partition)
    {
        var options = new QueryRequestOptions { PartitionKey = new PartitionKey(partition) };
        using var pages = cosmos.History.GetItemQueryIterator<int>(new QueryDefinition("SELECT VALUE c.ttl FROM c"), requestOptions: options);
        var found = new List<int>();
        while (pages.HasMoreResults) found.AddRange(await pages.ReadNextAsync());
        return found;
    }
}
