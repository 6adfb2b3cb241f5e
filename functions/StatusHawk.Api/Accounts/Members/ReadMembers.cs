using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>Reads members together with what their accounts say of them.</summary>
public sealed class ReadMembers(IMemberStore members, IUserStore users)
{
    private const int AtOnce = 16;

    /// <summary>Those who came first first. Whose account is gone can do nothing any more, and is left out.</summary>
    public async Task<IReadOnlyList<MemberView>> ListAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var found = new List<Member>(await members.ListAsync(workspace.Id, cancellationToken));

        // The owner is in it, also while the membership is still to be made.
        if (workspace.OwnerId is { } owner && found.TrueForAll(member => member.UserId != owner))
            found.Insert(0, new() { WorkspaceId = workspace.Id, UserId = owner, Role = Role.Admin, JoinedAt = workspace.CreatedAt });
        var views = new MemberView?[found.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, found.Count, limit, async (i, token) => views[i] = await ShowAsync(workspace, found[i], token));
        return [.. views.OfType<MemberView>()];
    }

    /// <summary>A member who is at hand; null: the account is gone.</summary>
    public async Task<MemberView?> ShowAsync(Workspace workspace, Member member, CancellationToken cancellationToken) =>
        await users.ReadAsync(member.UserId, cancellationToken) is { Value: var user } && workspace.RoleOf(user.Id, member) is { } role
            ? new(user.Id, user.Name, user.Email, role, member.JoinedAt)
            : null;
}
