using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>The workspaces that a person is in, or may be in, as far as they are there.</summary>
public sealed class OwnedWorkspaces(IWorkspaceStore workspaces)
{
    private const int AtOnce = 16;

    /// <summary>Each of a person's ids with its workspace; null: there is none.</summary>
    public async Task<IReadOnlyDictionary<string, Workspace?>> ReadAsync(User user, CancellationToken cancellationToken)
    {
        var found = new Workspace?[user.WorkspaceIds.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, found.Length, limit, async (i, token) => found[i] = await workspaces.ReadAsync(user.WorkspaceIds[i], token));
        return user.WorkspaceIds.Zip(found).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>How many of them are alive and the person's own.</summary>
    public async Task<int> CountAsync(User user, CancellationToken cancellationToken) =>
        (await ReadAsync(user, cancellationToken)).Values.Count(workspace => workspace is { DeletedAt: null } && workspace.OwnerId == user.Id);
}
