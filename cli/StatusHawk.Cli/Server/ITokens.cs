namespace StatusHawk.Cli.Server;

/// <summary>What lets requests in.</summary>
public interface ITokens
{
    /// <summary>Whether another token can be had when the server refuses this one.</summary>
    bool CanRenew { get; }

    /// <param name="refused">Whether the server refused the one that was given last.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<string?> CurrentAsync(bool refused, CancellationToken cancellationToken);
}

/// <summary>A key, or nothing: always the same.</summary>
public sealed class FixedToken(string? token) : ITokens
{
    public bool CanRenew => false;

    public Task<string?> CurrentAsync(bool refused, CancellationToken cancellationToken) => Task.FromResult(token);
}
