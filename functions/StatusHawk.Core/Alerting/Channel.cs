namespace StatusHawk.Core.Alerting;

/// <summary>A way to tell people: whom, and how.</summary>
public sealed record Channel
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }

    /// <summary>1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What a file calls it, unique among the workspace's channels; null: nothing does.</summary>
    public string? Key { get; init; }
    public required ChannelKind Kind { get; init; }

    /// <summary>Whether it is told anything. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Why StatusHawk itself switched it off, in a sentence; null when it did not.</summary>
    public string? DisabledReason { get; init; }

    public WebhookSettings? Webhook { get; init; }
    public EmailSettings? Email { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public bool Deleted { get; init; }
}

public enum ChannelKind
{
    Webhook,
    Email,
}

/// <summary>Where to post, and what to sign with.</summary>
public sealed record WebhookSettings
{
    /// <summary>Absolute, <c>http</c> or <c>https</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The signing secret (<c>whsec_…</c>), sealed for the place <c>{channel id}</c>.</summary>
    public required string SealedSecret { get; init; }
}

public sealed record EmailSettings
{
    /// <summary>Addresses, 1 to 10.</summary>
    public required IReadOnlyList<string> To { get; init; }
}
