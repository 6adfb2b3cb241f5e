using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosWorkspaceStoreTests(Emulators emulators)
{
    private readonly IWorkspaceStore _store = emulators.Get<IWorkspaceStore>();

    [Fact]
    public async Task A_workspace_and_its_key_are_created_once()
    {
        var workspace = new Workspace { Id = Ids.New(Ids.Workspace), Name = "Acme", CreatedAt = Examples.Noon };
        var key = new ApiKey { Id = ApiKeyToken.New(workspace.Id).KeyId, WorkspaceId = workspace.Id, Name = "First", CreatedAt = Examples.Noon };

        (await _store.TryCreateAsync(workspace, default)).ShouldBeTrue();
        (await _store.TryCreateAsync(workspace with { Name = "Other" }, default)).ShouldBeFalse();
        (await _store.TryCreateKeyAsync(key, default)).ShouldBeTrue();
        (await _store.TryCreateKeyAsync(key, default)).ShouldBeFalse();

        (await _store.ReadAsync(workspace.Id, default)).ShouldBe(workspace);
        (await _store.ReadKeyAsync(workspace.Id, key.Id, default)).ShouldBe(key);
        (await _store.ReadKeyAsync(Ids.New(Ids.Workspace), key.Id, default)).ShouldBeNull();
        (await _store.ReadAsync(Ids.New(Ids.Workspace), default)).ShouldBeNull();
    }
}
