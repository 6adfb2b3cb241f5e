namespace StatusHawk.Azure.Accounts;

/// <summary>The envelope of a document of <c>accounts</c>, which are all read by their ids.</summary>
internal sealed record AccountDocument<T>
{
    public required string Id { get; init; }
    public int V { get; init; } = 1;

    /// <summary>Seconds until it is gone; null: never.</summary>
    public int? Ttl { get; init; }
    public required T Body { get; init; }
}
