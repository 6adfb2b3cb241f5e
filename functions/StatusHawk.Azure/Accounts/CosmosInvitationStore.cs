using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

internal sealed class CosmosInvitationStore(CosmosDatabase cosmos) : IInvitationStore
{
    public async Task<Stored<Invitation>?> ReadAsync(string workspaceId, string invitationId, CancellationToken cancellationToken) =>
        await cosmos.Workspaces.ReadAsync<Document<Invitation>>(invitationId, workspaceId, cancellationToken) is { } stored ? new(stored.Value.Body, stored.ETag) : null;

    public async Task<IReadOnlyList<Invitation>> ListAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.body FROM c WHERE c.type = @type").WithParameter("@type", DocumentTypes.Invitation);
        var found = await cosmos.Workspaces.QueryAsync<Invitation>(query, workspaceId, cancellationToken);
        return [.. found.OrderBy(invitation => invitation.CreatedAt).ThenBy(invitation => invitation.Id, StringComparer.Ordinal)];
    }

    public async Task PutAsync(Invitation invitation, CancellationToken cancellationToken) =>
        await CosmosCall.RunAsync(() => cosmos.Workspaces.UpsertItemAsync(DocumentOf(invitation), new PartitionKey(invitation.WorkspaceId), cancellationToken: cancellationToken));

    public Task<bool> TryReplaceAsync(Invitation invitation, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(invitation), invitation.Id, invitation.WorkspaceId, etag, cancellationToken);

    public Task DeleteAsync(string workspaceId, string invitationId, CancellationToken cancellationToken) =>
        cosmos.Workspaces.DeleteAsync(invitationId, workspaceId, cancellationToken);

    private static Document<Invitation> DocumentOf(Invitation invitation) => new()
    {
        Id = invitation.Id,
        WorkspaceId = invitation.WorkspaceId,
        Type = DocumentTypes.Invitation,
        Ttl = (int)Invitation.Lifetime.TotalSeconds,
        Body = invitation,
    };
}
