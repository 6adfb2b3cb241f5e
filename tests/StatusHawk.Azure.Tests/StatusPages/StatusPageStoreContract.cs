using StatusHawk.Core;
using StatusHawk.Core.StatusPages;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.StatusPages;

public sealed class CosmosStatusPageStoreTests(Emulators emulators) : StatusPageStoreContract(emulators.Get<IStatusPageStore>());

public sealed class InMemoryStatusPageStoreTests() : StatusPageStoreContract(new InMemoryStores().StatusPages);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class StatusPageStoreContract(IStatusPageStore store)
{
    [Fact]
    public async Task A_workspace_has_one_page_and_of_two_writers_one_wins()
    {
        var page = new StatusPage { Id = Ids.New(Ids.Page), WorkspaceId = Ids.New(Ids.Workspace), Slug = "acme", Title = "Acme", CreatedAt = Examples.Noon, UpdatedAt = Examples.Noon };

        (await store.ReadAsync(page.WorkspaceId, default)).ShouldBeNull();
        (await store.TryWriteAsync(page, null, default)).ShouldBeTrue();
        (await store.TryWriteAsync(page, null, default)).ShouldBeFalse();
        var read = await store.ReadAsync(page.WorkspaceId, default);
        read!.Value.ShouldBe(page);
        (await store.TryWriteAsync(page with { Title = "New" }, read.ETag, default)).ShouldBeTrue();
    }
}
