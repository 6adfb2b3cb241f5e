namespace StatusHawk.Core.Accounts;

/// <summary>The invitations of workspaces. They go by themselves when they have expired, a little later.</summary>
public interface IInvitationStore
{
    Task<Stored<Invitation>?> ReadAsync(string workspaceId, string invitationId, CancellationToken cancellationToken);

    /// <summary>All of a workspace, accepted ones too, the oldest first.</summary>
    Task<IReadOnlyList<Invitation>> ListAsync(string workspaceId, CancellationToken cancellationToken);

    /// <summary>Writes it, in the place of the one that its address had.</summary>
    Task PutAsync(Invitation invitation, CancellationToken cancellationToken);

    /// <summary>Replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(Invitation invitation, string etag, CancellationToken cancellationToken);

    /// <summary>Nothing there is fine.</summary>
    Task DeleteAsync(string workspaceId, string invitationId, CancellationToken cancellationToken);
}
