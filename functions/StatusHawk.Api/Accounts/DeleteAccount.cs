using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Deletes an account: its memberships and the invitations that they came by, its sessions, then the account itself, and last the address. Whoever dies in the middle leaves
/// an account that can be signed in to and deleted again. One who joined a workspace meanwhile is found by the account's ETag.
/// </summary>
public sealed class DeleteAccount(IUserStore users, IWorkspaceStore workspaces, IMemberStore members, IInvitationStore invitations, EndSessions end, Proving proving)
{
    public async Task<Result<Unit>> RunAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var (password, code) = (fields.Needed("password"), fields.Text("code"));
        fields.Close();
        if (errors.Any) return new Result<Unit>.Invalid(errors.Items);
        return await proving.RunAsync<Unit>(userId, new(password, code, NeedsCode: true), stored => DeleteAsync(stored, cancellationToken), cancellationToken);
    }

    private async Task<Result<Unit>?> DeleteAsync(Stored<User> stored, CancellationToken cancellationToken)
    {
        var user = stored.Value;
        var owned = await Task.WhenAll(user.WorkspaceIds.Select(id => OwnedAloneAsync(id, user.Id, cancellationToken)));
        if (owned.OfType<string>().ToArray() is { Length: > 0 } names)
            return new Result<Unit>.Conflict($"You are the only owner of {string.Join(", ", names)}. Hand it on to somebody, or delete it, before you go.");

        foreach (var workspaceId in user.WorkspaceIds)
        {
            await invitations.DeleteAsync(workspaceId, Invitation.IdOf(workspaceId, user.Email), CancellationToken.None);
            await members.DeleteAsync(workspaceId, user.Id, CancellationToken.None);
        }

        await end.DeleteAsync(user.SessionIds);
        return await users.TryDeleteAsync(user, stored.ETag, CancellationToken.None) ? new Result<Unit>.Done(Unit.Value) : null;
    }

    // A name in quotes and its id; null: somebody else owns it too, or it is gone.
    private async Task<string?> OwnedAloneAsync(string workspaceId, string userId, CancellationToken cancellationToken)
    {
        if (await workspaces.ReadAsync(workspaceId, cancellationToken) is not { DeletedAt: null } workspace) return null;
        if (workspace.RoleOf(userId, (await members.ReadAsync(workspaceId, userId, cancellationToken))?.Value) != Role.Owner) return null;
        if (workspace.OwnerId is not null) return $"\"{workspace.Name}\" ({workspaceId})";
        var all = await members.ListAsync(workspaceId, cancellationToken);
        return all.Any(member => member.Role == Role.Owner && member.UserId != userId) ? null : $"\"{workspace.Name}\" ({workspaceId})";
    }
}
