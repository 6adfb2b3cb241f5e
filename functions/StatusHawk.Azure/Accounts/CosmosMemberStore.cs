using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

internal sealed class CosmosMemberStore(CosmosDatabase cosmos) : IMemberStore
{
    public async Task<Stored<Member>?> ReadAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        await cosmos.Workspaces.ReadAsync<Document<Member>>(IdOf(userId), workspaceId, cancellationToken) is { } stored ? new(stored.Value.Body, stored.ETag) : null;

    public async Task<IReadOnlyList<Member>> ListAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var query = new QueryDefinition("SELECT VALUE c.body FROM c WHERE c.type = @type").WithParameter("@type", DocumentTypes.Member);
        var found = await cosmos.Workspaces.QueryAsync<Member>(query, workspaceId, cancellationToken);
        return [.. found.OrderBy(member => member.JoinedAt).ThenBy(member => member.UserId, StringComparer.Ordinal)];
    }

    public Task<bool> TryCreateAsync(Member member, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(member), IdOf(member.UserId), member.WorkspaceId, etag: null, cancellationToken);

    public Task<bool> TryReplaceAsync(Member member, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryWriteAsync(DocumentOf(member), IdOf(member.UserId), member.WorkspaceId, etag, cancellationToken);

    public Task DeleteAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        cosmos.Workspaces.DeleteAsync(IdOf(userId), workspaceId, cancellationToken);

    private static string IdOf(string userId) => "mbr_" + userId;

    private static Document<Member> DocumentOf(Member member) =>
        new() { Id = IdOf(member.UserId), WorkspaceId = member.WorkspaceId, Type = DocumentTypes.Member, Body = member };
}
