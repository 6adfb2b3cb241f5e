using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Makes the account that the settings name, without a mail, and its owner's membership of the first workspace. An account that is there stays as it is, with its password, and
/// a workspace that has members already keeps those it has: who handed it on does not get it back by a restart.
/// </summary>
public sealed class CreateFirstOwner(IUserStore users, IWorkspaceStore workspaces, IMemberStore members, Passwords passwords, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Safe to repeat, at any time and by any number of instances.</summary>
    public async Task RunAsync(BootstrapOptions settings, CancellationToken cancellationToken)
    {
        var (email, workspaceId) = (settings.OwnerEmail!, settings.WorkspaceId!);
        var userId = await FindOrCreateAsync(settings, email, workspaceId, cancellationToken);
        if (userId is null || (await members.ListAsync(workspaceId, cancellationToken)).Count > 0) return;

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await users.ReadAsync(userId, cancellationToken) is not { } stored) return;
            if (!stored.Value.WorkspaceIds.Contains(workspaceId, StringComparer.Ordinal)
                && !await users.TryReplaceAsync(stored.Value with { WorkspaceIds = [.. stored.Value.WorkspaceIds, workspaceId] }, stored.ETag, cancellationToken)) continue;
            if (await workspaces.ReadForChangeAsync(workspaceId, cancellationToken) is not { Value: { DeletedAt: null } workspace } read) return;
            if (workspace.OwnerId is not null && workspace.OwnerId != userId) return;
            if (workspace.OwnerId is null && !await workspaces.TryReplaceAsync(workspace with { OwnerId = userId }, read.ETag, cancellationToken)) continue;
            await members.TryCreateAsync(new() { WorkspaceId = workspaceId, UserId = userId, Role = Role.Owner, JoinedAt = clock.Now() }, cancellationToken);
            return;
        }

        throw new StoreContendedException("Others keep changing the first account.");
    }

    // Instances that start together, and one that starts again half-way, mean the same account.
    private async Task<string?> FindOrCreateAsync(BootstrapOptions settings, string email, string workspaceId, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(email, cancellationToken) is { } there) return there.Value.Id;
        var user = new User
        {
            Id = Ids.Of(Ids.User, $"owner of {workspaceId}: {Email.Hash(email)}"),
            Email = email,
            Name = settings.OwnerName ?? email.Split('@')[0],
            Stamp = User.NewStamp(),
            PasswordHash = passwords.Hash(settings.OwnerPassword!),
            WorkspaceIds = [workspaceId],
            CreatedAt = clock.Now(),
        };
        return await users.TryCreateAsync(user, cancellationToken) ? user.Id : (await users.FindAsync(email, cancellationToken))?.Value.Id;
    }
}
