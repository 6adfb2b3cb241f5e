using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts.Members;

/// <summary>
/// Makes and takes away memberships, each of which is two documents: the membership, which decides, and the workspace's id in the person's account, by which the
/// person finds it. Both ways look again when they have written, so that of a coming, a going and a handing on at once none leaves a member without the id, or an
/// owner without a membership.
/// </summary>
public sealed class Memberships(IWorkspaceStore workspaces, IMemberStore members, IInvitationStore invitations, IUserStore users, TimeProvider clock)
{
    private const int Tries = 20;

    /// <returns>Whether the membership is new; a person who is in already stays what that person is.</returns>
    public async Task<bool> JoinAsync(string workspaceId, string userId, Role role, CancellationToken cancellationToken)
    {
        // The id first: it is harmless without a membership, and nobody finds a membership without it.
        if (!await NoteAsync(userId, workspaceId, cancellationToken)) return false;
        var created = await members.TryCreateAsync(new() { WorkspaceId = workspaceId, UserId = userId, Role = role, JoinedAt = clock.Now() }, cancellationToken);
        if (await NoteAsync(userId, workspaceId, cancellationToken)) return created;

        // The account was deleted meanwhile.
        await members.DeleteAsync(workspaceId, userId, cancellationToken);
        return false;
    }

    /// <summary>
    /// Makes sure that a new owner is in the workspace and finds it. The account is written whatever it says, so that whoever is about to delete it, since it owned
    /// nothing, looks again.
    /// </summary>
    /// <returns>False when the account was deleted first.</returns>
    public async Task<bool> HoldAsync(string workspaceId, string ownerId, CancellationToken cancellationToken)
    {
        if (!await ChangeAsync(ownerId, ids => [.. ids.Where(id => id != workspaceId), workspaceId], cancellationToken)) return false;
        await JoinAsync(workspaceId, ownerId, Role.Admin, cancellationToken);
        return true;
    }

    /// <summary>An invitation of the person goes first: it must not bring the person back.</summary>
    /// <returns>False when the person has become the owner meanwhile, and stays.</returns>
    public async Task<bool> EndAsync(string workspaceId, string userId, CancellationToken cancellationToken)
    {
        if (await users.ReadAsync(userId, cancellationToken) is { Value: var user })
            await invitations.DeleteAsync(workspaceId, Invitation.IdOf(workspaceId, user.Email), cancellationToken);
        return await TakeBackAsync(workspaceId, userId, cancellationToken);
    }

    /// <summary>As <see cref="EndAsync"/> for a membership that was one too many: the invitation stays, for when there is room.</summary>
    /// <returns>False when the person has become the owner meanwhile, and stays.</returns>
    public async Task<bool> TakeBackAsync(string workspaceId, string userId, CancellationToken cancellationToken)
    {
        await members.DeleteAsync(workspaceId, userId, cancellationToken);
        await ForgetAsync(userId, workspaceId, cancellationToken);

        if ((await workspaces.ReadAsync(workspaceId, cancellationToken))?.OwnerId == userId)
        {
            await JoinAsync(workspaceId, userId, Role.Admin, cancellationToken);
            return false;
        }

        if (await members.ReadAsync(workspaceId, userId, cancellationToken) is not null) await NoteAsync(userId, workspaceId, cancellationToken);
        return true;
    }

    // False when there is no such account.
    private Task<bool> NoteAsync(string userId, string workspaceId, CancellationToken cancellationToken) =>
        ChangeAsync(userId, ids => ids.Contains(workspaceId) ? ids : [.. ids, workspaceId], cancellationToken);

    private Task<bool> ForgetAsync(string userId, string workspaceId, CancellationToken cancellationToken) =>
        ChangeAsync(userId, ids => ids.Contains(workspaceId) ? [.. ids.Where(id => id != workspaceId)] : ids, cancellationToken);

    private async Task<bool> ChangeAsync(string userId, Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await users.ReadAsync(userId, cancellationToken) is not { } stored) return false;
            var next = change(stored.Value.WorkspaceIds);
            if (ReferenceEquals(next, stored.Value.WorkspaceIds)) return true;
            if (await users.TryReplaceAsync(stored.Value with { WorkspaceIds = next }, stored.ETag, cancellationToken)) return true;
        }

        throw new StoreContendedException("Others keep changing this account.");
    }
}
