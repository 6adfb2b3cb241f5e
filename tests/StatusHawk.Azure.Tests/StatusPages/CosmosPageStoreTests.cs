using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Azure.Tests.StatusPages;

public sealed class CosmosPageStoreTests(Emulators emulators)
{
    private readonly IPageStore _store = emulators.Get<IPageStore>();

    [Fact]
    public async Task A_snapshot_is_read_back_whole_and_replaced_under_its_etag()
    {
        var snapshot = Snapshot();
        (await _store.TryWriteAsync(snapshot, null, default)).ShouldBeTrue();
        (await _store.TryWriteAsync(snapshot, null, default)).ShouldBeFalse();
        var read = await _store.ReadAsync(snapshot.Slug, default);

        read!.Value.ShouldBeWhole(snapshot);
        (await _store.TryWriteAsync(snapshot with { Title = "New" }, read.ETag, default)).ShouldBeTrue();
        (await _store.TryWriteAsync(snapshot, read.ETag, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_its_own_workspace_removes_a_page()
    {
        var snapshot = Snapshot();
        await _store.TryWriteAsync(snapshot, null, default);

        await _store.DeleteAsync(snapshot.Slug, Ids.New(Ids.Workspace), default);
        (await _store.ReadAsync(snapshot.Slug, default)).ShouldNotBeNull();

        await _store.DeleteAsync(snapshot.Slug, snapshot.WorkspaceId, default);
        await _store.DeleteAsync(snapshot.Slug, snapshot.WorkspaceId, default);
        (await _store.ReadAsync(snapshot.Slug, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_heartbeat_is_the_last_one_written()
    {
        await _store.WriteHeartbeatAsync(new PipelineHeartbeat(Examples.Noon), default);
        await _store.WriteHeartbeatAsync(new PipelineHeartbeat(Examples.Noon.AddMinutes(1)), default);

        (await _store.ReadHeartbeatAsync(default)).ShouldBe(new PipelineHeartbeat(Examples.Noon.AddMinutes(1)));
    }

    [Fact]
    public async Task A_workspace_has_one_page_and_of_two_writers_one_wins()
    {
        var store = emulators.Get<IStatusPageStore>();
        var page = new StatusPage { Id = Ids.New(Ids.Page), WorkspaceId = Ids.New(Ids.Workspace), Slug = "acme", Title = "Acme", CreatedAt = Examples.Noon, UpdatedAt = Examples.Noon };

        (await store.ReadAsync(page.WorkspaceId, default)).ShouldBeNull();
        (await store.TryWriteAsync(page, null, default)).ShouldBeTrue();
        (await store.TryWriteAsync(page, null, default)).ShouldBeFalse();
        var read = await store.ReadAsync(page.WorkspaceId, default);
        read!.Value.ShouldBe(page);
        (await store.TryWriteAsync(page with { Title = "New" }, read.ETag, default)).ShouldBeTrue();
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
