using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>Gives a member another role. Nobody gives or takes one above their own, and the owner stays the owner.</summary>
public sealed class ChangeMember(IWorkspaceStore workspaces, IMemberStore members, ReadMembers read)
{
    private const int Tries = 5;

    /// <param name="workspaceId">Where.</param>
    /// <param name="mine">The caller's role there.</param>
    /// <param name="userId">Whose role.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public async Task<Result<MemberView>> RunAsync(string workspaceId, Role mine, string userId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (MemberForm.ReadRole(body, errors) is not { } role) return new Result<MemberView>.Invalid(errors.Items);
        if (!Ids.IsValid(Ids.User, userId)) return new Result<MemberView>.Missing();
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var reading = workspaces.ReadAsync(workspaceId, cancellationToken);
            var stored = await members.ReadAsync(workspaceId, userId, cancellationToken);
            if (await reading is not { DeletedAt: null } workspace || workspace.RoleOf(userId, stored?.Value) is not { } present) return new Result<MemberView>.Missing();
            if (present == Role.Owner) return new Result<MemberView>.Conflict("The owner's role changes only when the workspace is handed on.");
            if (present > mine || role > mine) return new Result<MemberView>.Forbidden("Nobody gives or takes a role above their own.");

            var next = stored!.Value with { Role = role };
            if (next != stored.Value && !await members.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) continue;
            return await read.ShowAsync(workspace, next, CancellationToken.None) is { } view
                ? new Result<MemberView>.Done(view) { Before = view with { Role = present } }
                : new Result<MemberView>.Missing();
        }

        return new Result<MemberView>.Conflict("Others keep changing this member. Try again.");
    }
}
