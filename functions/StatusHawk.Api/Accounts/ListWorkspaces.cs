using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// The workspaces that a person is in. The account's ids say where to look; an id whose workspace or membership is not there is passed over. A workspace whose
/// owner has no membership was not finished, and is now.
/// </summary>
public sealed class ListWorkspaces(IUserStore users, IMemberStore members, OwnedWorkspaces owned, FinishWorkspace finish)
{
    private const int AtOnce = 16;

    /// <summary>The oldest first.</summary>
    public async Task<IReadOnlyList<(Workspace Workspace, Role Role)>> RunAsync(string userId, CancellationToken cancellationToken)
    {
        if (await users.ReadAsync(userId, cancellationToken) is not { Value: var user }) return [];
        Workspace[] alive = [.. (await owned.ReadAsync(user, cancellationToken)).Values.OfType<Workspace>().Where(workspace => workspace.DeletedAt is null)];
        var roles = new Role?[alive.Length];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, alive.Length, limit, async (i, token) =>
        {
            var member = await members.ReadAsync(alive[i].Id, userId, token);
            roles[i] = alive[i].RoleOf(userId, member?.Value);
            if (member is null && alive[i].OwnerId == userId) await finish.RunAsync(alive[i], token);
        });
        return
        [
            .. alive.Zip(roles)
                .Where(pair => pair.Second is not null)
                .Select(pair => (pair.First, pair.Second!.Value))
                .OrderBy(pair => pair.First.CreatedAt)
                .ThenBy(pair => pair.First.Id, StringComparer.Ordinal),
        ];
    }
}
