using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>Claims beside the things that have the keys. The id is a hash: keys may hold what ids may not.</summary>
internal sealed class CosmosKeyClaims(CosmosDatabase cosmos) : IKeyClaims
{
    public async Task<Stored<KeyClaim>?> ReadAsync(string workspaceId, KeyedKind kind, string key, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Workspaces.ReadAsync<Document<KeyClaim>>(IdOf(kind, key), workspaceId, cancellationToken);
        return stored is null ? null : new Stored<KeyClaim>(stored.Value.Body, stored.ETag);
    }

    public Task<bool> TryWriteAsync(KeyClaim claim, string? etag, CancellationToken cancellationToken)
    {
        var id = IdOf(claim.Kind, claim.Key);
        return cosmos.Workspaces.TryWriteAsync(
            new Document<KeyClaim> { Id = id, WorkspaceId = claim.WorkspaceId, Type = DocumentTypes.Claim, Body = claim }, id, claim.WorkspaceId, etag, cancellationToken);
    }

    public Task ReleaseAsync(KeyClaim claim, string etag, CancellationToken cancellationToken) =>
        cosmos.Workspaces.TryDeleteAsync(IdOf(claim.Kind, claim.Key), claim.WorkspaceId, etag, cancellationToken);

    private static string IdOf(KeyedKind kind, string key) => "claim_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}|{key}")));
}
