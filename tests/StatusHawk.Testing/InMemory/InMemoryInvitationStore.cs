using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryInvitationStore(StoreJournal journal) : IInvitationStore
{
    private readonly Documents<Invitation> _invitations = new();

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _invitations.Json];

    internal Documents<Invitation> Documents => _invitations;

    public Task<Stored<Invitation>?> ReadAsync(string workspaceId, string invitationId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Invitations.Read {workspaceId}", () => _invitations.Find(Key(workspaceId, invitationId)));

    public Task<IReadOnlyList<Invitation>> ListAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Invitation>>($"Invitations.List {workspaceId}", () =>
        [
            .. _invitations.All
                .Where(invitation => invitation.WorkspaceId == workspaceId)
                .OrderBy(invitation => invitation.CreatedAt)
                .ThenBy(invitation => invitation.Id, StringComparer.Ordinal),
        ]);

    public Task PutAsync(Invitation invitation, CancellationToken cancellationToken) =>
        journal.RunAsync($"Invitations.Put {invitation.WorkspaceId}", () =>
        {
            _invitations.Put(Key(invitation.WorkspaceId, invitation.Id), invitation);
            return true;
        });

    public Task<bool> TryReplaceAsync(Invitation invitation, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Invitations.Replace {invitation.WorkspaceId}", () => _invitations.TryWrite(Key(invitation.WorkspaceId, invitation.Id), invitation, etag));

    public Task DeleteAsync(string workspaceId, string invitationId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Invitations.Delete {workspaceId}", () =>
        {
            _invitations.Remove(Key(workspaceId, invitationId));
            return true;
        });

    private static string Key(string workspaceId, string invitationId) => $"{workspaceId}|{invitationId}";
}
