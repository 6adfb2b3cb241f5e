namespace StatusHawk.Api.Accounts;

/// <summary>What comes of a request that is done, and of which there is nothing to say.</summary>
public sealed record Unit
{
    public static Unit Value { get; } = new();
}
