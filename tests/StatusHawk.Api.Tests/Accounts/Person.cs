using System.Text.Json;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Accounts.Members;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>A person with an account, who asks the app for things without its routes.</summary>
internal sealed record Person(ApiHost Api, string Id, string Email)
{
    public Caller Caller => new Caller.Person(Id, Email, Ids.New(Ids.Session));

    public static async Task<Person> WithAccountAsync(ApiHost api, string? email = null)
    {
        var user = new User { Id = Ids.New(Ids.User), Email = email ?? $"{Ids.Random(8)}@example.com", Name = "Kim", PasswordHash = "none", CreatedAt = api.Clock.GetUtcNow() };
        (await api.Stores.Users.TryCreateAsync(user, default)).ShouldBeTrue();
        return new(api, user.Id, user.Email);
    }

    public async Task<Workspace> CreateWorkspaceAsync(string name = "Acme") => (await TryCreateWorkspaceAsync(name)).ShouldBeOfType<Result<Workspace>.Done>().Value;

    public Task<Result<Workspace>> TryCreateWorkspaceAsync(string name = "Acme", string? id = null) =>
        Api.Service<CreateWorkspace>().RunAsync(Id, Json(new { name }), id ?? Ids.New(Ids.Workspace), default);

    public async Task<string[]> ListAsync() =>
        [.. (await Api.Service<ListWorkspaces>().RunAsync(Id, default)).Select(each => $"{each.Workspace.Id} {each.Role}")];

    public async Task<Role?> RoleInAsync(string workspaceId) =>
        (await Api.Stores.Workspaces.ReadAsync(workspaceId, default))!.RoleOf(Id, (await Api.Stores.Members.ReadAsync(workspaceId, Id, default))?.Value);

    /// <summary>Comes into a workspace as if invited.</summary>
    public async Task<Person> JoinAsync(string workspaceId, Role role)
    {
        (await Api.Service<Memberships>().JoinAsync(workspaceId, Id, role, default)).ShouldBeTrue();
        return this;
    }

    public async Task<Result<MemberView>> ChangeAsync(string workspaceId, Person other, string role) =>
        await Api.Service<ChangeMember>().RunAsync(workspaceId, (await RoleInAsync(workspaceId))!.Value, other.Id, Json(new { role }), default);

    public async Task<Result<Member>> RemoveAsync(string workspaceId, Person other) =>
        await Api.Service<RemoveMember>().RunAsync(workspaceId, (await RoleInAsync(workspaceId))!.Value, other.Id, default);

    public Task<Result<Workspace>> TransferAsync(string workspaceId, string userId) => Api.Service<TransferWorkspace>().RunAsync(workspaceId, Id, Json(new { userId }), default);

    public async Task<Result<Invitation>> InviteAsync(Workspace workspace, string email, string role = "editor") =>
        await Api.Service<InviteMember>().RunAsync(workspace, Caller, (await RoleInAsync(workspace.Id))!.Value, Json(new { email, role }), new(), default);

    public Task<Result<(Workspace Workspace, Role Role)>> AcceptAsync(string token) => Api.Service<AcceptInvitation>().RunAsync(Id, Json(new { token }), default);

    public static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}
