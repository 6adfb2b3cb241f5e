namespace StatusHawk.Core.Accounts;

/// <summary>What is stored for a time only, and found by its id: sessions, what mails' tokens stand for, counted attempts.</summary>
public interface IExpiring
{
    string Id { get; }

    /// <summary>From when on it means nothing.</summary>
    DateTimeOffset ExpiresAt { get; }
}

/// <summary>Keeps them, each by itself, until some seconds after they end: whoever reads one looks whether it has.</summary>
public interface IExpiringStore<T> where T : class, IExpiring
{
    Task<Stored<T>?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Creates it (no ETag), or replaces it if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryWriteAsync(T value, string? etag, CancellationToken cancellationToken);

    /// <summary>Nothing there is fine.</summary>
    Task DeleteAsync(string id, CancellationToken cancellationToken);
}
