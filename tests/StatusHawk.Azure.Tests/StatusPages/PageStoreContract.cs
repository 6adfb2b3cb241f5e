using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.StatusPages;

public sealed class CosmosPageStoreTests(Emulators emulators) : PageStoreContract(emulators.Get<IPageStore>());

public sealed class InMemoryPageStoreTests() : PageStoreContract(new InMemoryStores().Pages);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class PageStoreContract(IPageStore store)
{
    [Fact]
    public async Task A_snapshot_is_read_back_whole_and_replaced_under_its_etag()
    {
        var snapshot = Snapshot();
        (await store.TryWriteAsync(snapshot, null, default)).ShouldBeTrue();
        (await store.TryWriteAsync(snapshot, null, default)).ShouldBeFalse();
        var read = await store.ReadAsync(snapshot.Slug, default);

        read!.Value.ShouldBeWhole(snapshot);
        (await store.TryWriteAsync(snapshot with { Title = "New" }, read.ETag, default)).ShouldBeTrue();
        (await store.TryWriteAsync(snapshot, read.ETag, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_its_own_workspace_removes_a_page()
    {
        var snapshot = Snapshot();
        await store.TryWriteAsync(snapshot, null, default);

        await store.DeleteAsync(snapshot.Slug, Ids.New(Ids.Workspace), default);
        (await store.ReadAsync(snapshot.Slug, default)).ShouldNotBeNull();

        await store.DeleteAsync(snapshot.Slug, snapshot.WorkspaceId, default);
        await store.DeleteAsync(snapshot.Slug, snapshot.WorkspaceId, default);
        (await store.ReadAsync(snapshot.Slug, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_heartbeat_is_the_last_one_written()
    {
        await store.WriteHeartbeatAsync(new PipelineHeartbeat(Examples.Noon), default);
        await store.WriteHeartbeatAsync(new PipelineHeartbeat(Examples.Noon.AddMinutes(1)), default);

        (await store.ReadHeartbeatAsync(default)).ShouldBe(new PipelineHeartbeat(Examples.Noon.AddMinutes(1)));
    }

    private static PageSnapshot Snapshot() => new()
    {
        Slug = Ids.Random(10),
        PageId = Ids.New(Ids.Page),
        WorkspaceId = Ids.New(Ids.Workspace),
        Title = "Acme <status>",
        UpdatedAt = Examples.Noon,
        Components = [new PageComponent { MonitorId = "mon_a", Name = "Shop", Verdict = Verdict.Partial, Since = Examples.Noon, CreatedAt = Examples.Noon, DownIn = ["eu"] }],
    };
}
