using System.Text.Json;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Makes a person's workspace: first its id in the person's account, then the workspace, which names its owner, then all that it has from the beginning. Whoever
/// dies before the workspace has made nothing but an id, which the next one takes; whoever dies after it has made a workspace that its owner finds in the list,
/// and what it lacks is made then.
/// </summary>
public sealed class CreateWorkspace(
    IUserStore users, IWorkspaceStore workspaces, OwnedWorkspaces owned, FinishWorkspace finish, DeleteWorkspace delete, IOptions<OwnershipOptions> options, TimeProvider clock)
{
    // Each time somebody else was faster, who has made one or changed the account: more than a person may own are never made.
    private const int SpareTries = 20;

    /// <param name="userId">Whose it will be.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="newId">Its id. The same one again means the same workspace.</param>
    /// <param name="cancellationToken">Ends reading; what was begun is completed.</param>
    public async Task<Result<Workspace>> RunAsync(string userId, JsonElement body, string newId, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (WorkspaceForm.ReadName(body, errors) is not { } name) return new Result<Workspace>.Invalid(errors.Items);

        var most = options.Value.MaxOwnedWorkspaces;
        for (var attempt = 1; attempt <= most + SpareTries; attempt++)
        {
            var (id, refusal) = await TakeIdAsync(userId, newId, most, cancellationToken);
            if (refusal is not null) return refusal;
            if (id is null) continue;

            var workspace = new Workspace { Id = id, Name = name, OwnerId = userId, MadeInsteadOf = id == newId ? null : newId, CreatedAt = clock.Now() };
            if (!await workspaces.TryCreateAsync(workspace, CancellationToken.None))
            {
                // A try of the same request that got that far is the same workspace. Another request's is not: with an id of its own this one goes on.
                if (id != newId) continue;
                if (await workspaces.ReadAsync(id, cancellationToken) is not { DeletedAt: null } there || there.OwnerId != userId || there.Name != name || there.MadeInsteadOf is not null)
                {
                    newId = Ids.Of(Ids.Workspace, newId);
                    continue;
                }

                workspace = there;
            }

            if (await finish.RunAsync(workspace, CancellationToken.None)) return new Result<Workspace>.Done(workspace);

            // The account was deleted meanwhile, and nobody would ever find it.
            await delete.RunAsync(workspace.Id, JsonSerializer.SerializeToElement(new { confirm = workspace.Id }), CancellationToken.None);
            return new Result<Workspace>.Missing();
        }

        return new Result<Workspace>.Conflict("Others keep changing this account. Try again.");
    }

    // An id that stands in the account; neither an id nor a refusal when somebody else wrote the account meanwhile.
    private async Task<(string? Id, Result<Workspace>? Refusal)> TakeIdAsync(string userId, string newId, int most, CancellationToken cancellationToken)
    {
        if (await users.ReadAsync(userId, cancellationToken) is not { } stored) return (null, new Result<Workspace>.Missing());
        var user = stored.Value;
        if (user.WorkspaceIds.Contains(newId)) return (newId, null);

        var there = await owned.ReadAsync(user, cancellationToken);
        string[] making = [.. user.MakingIds.Where(id => there.TryGetValue(id, out var workspace) && workspace is null)];
        var mine = there.Values.Count(workspace => workspace is { DeletedAt: null } && workspace.OwnerId == userId);
        if (mine >= most) return (null, new Result<Workspace>.Conflict($"You own {mine} workspaces, and a person may own at most {most} here. Delete one, or hand one on."));

        // Whoever wanted it has died, or is about to make it: the first to write the workspace has it.
        if (mine + making.Length >= most) return (making[0], null);

        // Those that are gone for good are forgotten on the way.
        string[] kept = [.. user.WorkspaceIds.Where(id => there[id] is { DeletedAt: null } || making.Contains(id))];
        return await users.TryReplaceAsync(user with { WorkspaceIds = [.. kept, newId], MakingIds = [.. making, newId] }, stored.ETag, CancellationToken.None)
            ? (newId, null)
            : (null, null);
    }
}
