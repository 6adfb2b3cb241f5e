using StatusHawk.Core;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryKeyClaims(StoreJournal journal) : IKeyClaims
{
    private readonly Documents<KeyClaim> _claims = new();

    internal Documents<KeyClaim> Documents => _claims;

    public IReadOnlyList<KeyClaim> All => [.. _claims.All];

    public Task<Stored<KeyClaim>?> ReadAsync(string workspaceId, KeyedKind kind, string key, CancellationToken cancellationToken) =>
        journal.RunAsync($"Claims.Read {key}", () => _claims.Find(Place(workspaceId, kind, key)));

    public Task<bool> TryWriteAsync(KeyClaim claim, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Claims.Write {claim.Key}", () => _claims.TryWrite(Place(claim.WorkspaceId, claim.Kind, claim.Key), claim, etag));

    public Task ReleaseAsync(KeyClaim claim, string etag, CancellationToken cancellationToken) => journal.RunAsync($"Claims.Release {claim.Key}", () =>
    {
        var place = Place(claim.WorkspaceId, claim.Kind, claim.Key);
        if (_claims.Find(place)?.ETag != etag) return false;
        _claims.Remove(place);
        return true;
    });

    private static string Place(string workspaceId, KeyedKind kind, string key) => $"{workspaceId}|{kind}|{key}";
}
