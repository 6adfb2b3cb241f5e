namespace StatusHawk.Core.Accounts;

/// <summary>Requests with an <c>Idempotency-Key</c>. Each is forgotten <see cref="IdempotentRequest.Kept"/> after it was last written.</summary>
public interface IIdempotentRequests
{
    Task<Stored<IdempotentRequest>?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates (no ETag) or replaces (that ETag); null when somebody else was faster, else what is stored now.</summary>
    Task<Stored<IdempotentRequest>?> TryWriteAsync(IdempotentRequest request, string? etag, CancellationToken cancellationToken);

    /// <summary>Forgets it, unless somebody else wrote meanwhile.</summary>
    Task DeleteAsync(Stored<IdempotentRequest> request, CancellationToken cancellationToken);
}
