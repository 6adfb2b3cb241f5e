using System.Text.Json;
using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>
/// Hands a workspace on to another member. It is one write of the one document that says who is the owner, so that there is always exactly one; whoever was it
/// stays as an admin, which is made sure of before.
/// </summary>
public sealed class TransferWorkspace(
    IWorkspaceStore workspaces, IMemberStore members, IUserStore users, OwnedWorkspaces owned, Memberships memberships, IOptions<OwnershipOptions> options)
{
    private const string To = "userId";
    private const int Tries = 5;

    /// <param name="workspaceId">What.</param>
    /// <param name="ownerId">Whose it is: the caller.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<Result<Workspace>> RunAsync(string workspaceId, string ownerId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (MemberForm.ReadOnly(To, body, errors) is not { } userId) return new Result<Workspace>.Invalid(errors.Items);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await workspaces.ReadForChangeAsync(workspaceId, cancellationToken) is not { Value: { DeletedAt: null } workspace } stored) return new Result<Workspace>.Missing();
            var mine = await members.ReadAsync(workspaceId, ownerId, cancellationToken);
            if (workspace.RoleOf(ownerId, mine?.Value) != Role.Owner) return new Result<Workspace>.Forbidden("Only the owner hands a workspace on, and that is somebody else now.");
            if (userId == ownerId) return new Result<Workspace>.Done(workspace) { Before = workspace };
            if (await RefuseAsync(workspace, userId, cancellationToken) is { } refusal) return refusal;
            if (!await StayAsAdminAsync(workspaceId, ownerId, mine, cancellationToken)) continue;

            var next = workspace with { OwnerId = userId };
            if (!await workspaces.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) continue;

            // The new owner may have left at the same moment, and stays then, or have deleted the account.
            if (await memberships.HoldAsync(workspaceId, userId, CancellationToken.None)) return new Result<Workspace>.Done(next) { Before = workspace };
            await TakeBackAsync(workspaceId, userId, ownerId);
            return NoMember();
        }

        return new Result<Workspace>.Conflict("Others keep changing this workspace. Read it and try again.");
    }

    private async Task<Result<Workspace>?> RefuseAsync(Workspace workspace, string userId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.User, userId)
            || await members.ReadAsync(workspace.Id, userId, cancellationToken) is null
            || await users.ReadAsync(userId, cancellationToken) is not { } user)
            return NoMember();

        // Counted, not reserved: it keeps people from being given heaps, and is no promise to the last one.
        return await owned.CountAsync(user.Value, cancellationToken) >= options.Value.MaxOwnedWorkspaces
            ? new Result<Workspace>.Conflict($"That person owns as many workspaces as anybody may here: {options.Value.MaxOwnedWorkspaces}.")
            : null;
    }

    private async Task TakeBackAsync(string workspaceId, string from, string to)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await workspaces.ReadForChangeAsync(workspaceId, CancellationToken.None) is not { } stored || stored.Value.OwnerId != from) return;
            if (await workspaces.TryReplaceAsync(stored.Value with { OwnerId = to }, stored.ETag, CancellationToken.None)) return;
        }

        throw new StoreContendedException("Others keep changing this workspace.");
    }

    private static Result<Workspace>.Invalid NoMember() => new([new($"#/{To}", "Must be a member of this workspace.")]);

    // What a membership says of its owner does not count, so that this may be done and the rest not.
    private async Task<bool> StayAsAdminAsync(string workspaceId, string userId, Stored<Member>? stored, CancellationToken cancellationToken)
    {
        if (stored is null) await memberships.JoinAsync(workspaceId, userId, Role.Admin, cancellationToken);
        return stored is null or { Value.Role: >= Role.Admin } || await members.TryReplaceAsync(stored.Value with { Role = Role.Admin }, stored.ETag, cancellationToken);
    }
}
