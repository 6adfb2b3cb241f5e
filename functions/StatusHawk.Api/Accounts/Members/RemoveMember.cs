using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>Takes a member out of a workspace: somebody else, or whoever asks. The owner stays: a workspace is never without one.</summary>
public sealed class RemoveMember(IWorkspaceStore workspaces, IMemberStore members, Memberships memberships)
{
    /// <param name="workspaceId">Where.</param>
    /// <param name="mine">The caller's role there.</param>
    /// <param name="userId">Who goes.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>Who went, as it was.</returns>
    public async Task<Result<Member>> RunAsync(string workspaceId, Role mine, string userId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.User, userId)) return new Result<Member>.Missing();
        var reading = workspaces.ReadAsync(workspaceId, cancellationToken);
        var stored = await members.ReadAsync(workspaceId, userId, cancellationToken);
        if (await reading is not { DeletedAt: null } workspace || workspace.RoleOf(userId, stored?.Value) is not { } present) return new Result<Member>.Missing();
        if (present == Role.Owner) return OwnerStays();
        if (present > mine) return new Result<Member>.Forbidden("Nobody gives or takes a role above their own.");
        return await memberships.EndAsync(workspaceId, userId, CancellationToken.None) ? new Result<Member>.Done(stored!.Value) : OwnerStays();
    }

    private static Result<Member>.Conflict OwnerStays() => new("The owner cannot go. Hand the workspace on first, or delete it.");
}
