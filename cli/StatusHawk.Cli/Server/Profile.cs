namespace StatusHawk.Cli.Server;

/// <summary>Where to go and how to be let in: a workspace's key, or a session of a person.</summary>
public sealed record Profile
{
    /// <summary>The installation's origin, without a slash at its end.</summary>
    public required string Url { get; init; }
    public required string Workspace { get; init; }
    public string? Key { get; init; }
    public string? AccessToken { get; init; }
    public DateTimeOffset? AccessExpiresAt { get; init; }

    /// <summary>Good for one use: whoever uses it must store the next one before anything else.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Not the secrets: they must not reach a screen by accident.</summary>
    public override string ToString() => $"{Workspace} at {Url}";
}
