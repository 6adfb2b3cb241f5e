using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosWorkspaceStoreTests(Emulators emulators) : WorkspaceStoreContract(emulators.Get<IWorkspaceStore>());

public sealed class InMemoryWorkspaceStoreTests() : WorkspaceStoreContract(new InMemoryStores().Workspaces);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class WorkspaceStoreContract(IWorkspaceStore store)
{
    [Fact]
    public async Task A_workspace_and_its_key_are_created_once()
    {
        var workspace = new Workspace { Id = Ids.New(Ids.Workspace), Name = "Acme", CreatedAt = Examples.Noon };
        var key = new ApiKey { Id = ApiKeyToken.New(workspace.Id).KeyId, WorkspaceId = workspace.Id, Name = "First", CreatedAt = Examples.Noon };

        (await store.TryCreateAsync(workspace, default)).ShouldBeTrue();
        (await store.TryCreateAsync(workspace with { Name = "Other" }, default)).ShouldBeFalse();
        (await store.TryCreateKeyAsync(key, default)).ShouldBeTrue();
        (await store.TryCreateKeyAsync(key, default)).ShouldBeFalse();

        (await store.ReadAsync(workspace.Id, default)).ShouldBe(workspace);
        (await store.ReadKeyAsync(workspace.Id, key.Id, default)).ShouldBe(key);
        (await store.ReadKeyAsync(Ids.New(Ids.Workspace), key.Id, default)).ShouldBeNull();
        (await store.ListKeysAsync(workspace.Id, default)).ShouldBe([key]);
        (await store.ListKeysAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
        (await store.ReadAsync(Ids.New(Ids.Workspace), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_workspace_is_replaced_by_whoever_read_it_last()
    {
        var workspace = new Workspace { Id = Ids.New(Ids.Workspace), Name = "Acme", CreatedAt = Examples.Noon };
        await store.TryCreateAsync(workspace, default);
        var read = (await store.ReadForChangeAsync(workspace.Id, default))!;
        read.Value.ShouldBe(workspace);
        var next = workspace with { Name = "Other", Retention = new RetentionSetting(DaysForDays: 90) };

        (await store.TryReplaceAsync(next, read.ETag, default)).ShouldBeTrue();
        (await store.TryReplaceAsync(workspace, read.ETag, default)).ShouldBeFalse();

        (await store.ReadAsync(workspace.Id, default)).ShouldBe(next);
        (await store.ReadForChangeAsync(Ids.New(Ids.Workspace), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_left_of_a_workspace_whose_data_are_gone_says_only_that_it_was_deleted()
    {
        var workspace = new Workspace { Id = Ids.New(Ids.Workspace), Name = "Acme", CreatedAt = Examples.Noon, Retention = new(40, 90), DeletedAt = Examples.Noon.AddDays(1) };
        await store.TryCreateAsync(workspace, default);
        var read = (await store.ReadForChangeAsync(workspace.Id, default))!;

        (await store.TryBuryAsync(workspace, read.ETag, default)).ShouldBeTrue();
        (await store.TryBuryAsync(workspace, read.ETag, default)).ShouldBeFalse();

        (await store.ReadAsync(workspace.Id, default)).ShouldBe(workspace with { Name = "", Retention = null });
        (await store.TryCreateAsync(workspace with { DeletedAt = null }, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_are_listed_oldest_first_and_a_deleted_one_is_found_no_more()
    {
        var workspaceId = Ids.New(Ids.Workspace);
        var (younger, older) = (Key(workspaceId) with { CreatedAt = Examples.Noon }, Key(workspaceId) with { CreatedAt = Examples.Noon.AddDays(-1) });
        foreach (var key in new[] { younger, older, Key(Ids.New(Ids.Workspace)) }) await store.TryCreateKeyAsync(key, default);

        (await store.ListKeysAsync(workspaceId, default)).Select(key => key.Id).ShouldBe([older.Id, younger.Id]);
        (await store.ListKeysAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();

        await store.DeleteKeyAsync(workspaceId, older.Id, default);
        await store.DeleteKeyAsync(workspaceId, older.Id, default);

        (await store.ReadKeyAsync(workspaceId, older.Id, default)).ShouldBeNull();
        (await store.ListKeysAsync(workspaceId, default)).Select(key => key.Id).ShouldBe([younger.Id]);
    }

    [Fact]
    public async Task A_key_is_read_back_whole_and_replaced_by_whoever_read_it_last()
    {
        var key = Key(Ids.New(Ids.Workspace)) with { Role = Role.Editor, Areas = [Area.Monitors, Area.Pages], ExpiresAt = Examples.Noon.AddDays(7), Hint = "abcd" };
        await store.TryCreateKeyAsync(key, default);
        var read = (await store.ReadKeyForChangeAsync(key.WorkspaceId, key.Id, default))!;
        read.Value.ShouldBeWhole(key);
        var used = key with { LastUsedAt = Examples.Noon };

        (await store.TryReplaceKeyAsync(used, read.ETag, default)).ShouldBeTrue();
        (await store.TryReplaceKeyAsync(key with { Name = "Other" }, read.ETag, default)).ShouldBeFalse();
        (await store.ReadKeyAsync(key.WorkspaceId, key.Id, default))!.ShouldBeWhole(used);

        var latest = (await store.ReadKeyForChangeAsync(key.WorkspaceId, key.Id, default))!;
        await store.DeleteKeyAsync(key.WorkspaceId, key.Id, default);
        (await store.TryReplaceKeyAsync(key, latest.ETag, default)).ShouldBeFalse("a revoked key stays revoked");
        (await store.ReadKeyForChangeAsync(key.WorkspaceId, key.Id, default)).ShouldBeNull();
    }

    private static ApiKey Key(string workspaceId) => new() { Id = ApiKeyToken.New(workspaceId).KeyId, WorkspaceId = workspaceId, Name = "First", CreatedAt = Examples.Noon };
}
