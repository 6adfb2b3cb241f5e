namespace StatusHawk.Core.Alerting;

/// <summary>One alert to deliver: a row of the ledger.</summary>
public sealed record DeliverRequest
{
    public required string WorkspaceId { get; init; }

    /// <summary>The incident; for a test of a channel, the test's own id.</summary>
    public required string IncidentId { get; init; }
    public required string ChannelId { get; init; }

    /// <summary>The transition's number; 1 for a test.</summary>
    public required int Number { get; init; }
    public bool IsTest { get; init; }
}

/// <param name="RetryAt">When to try again; null when it is settled.</param>
public sealed record DeliveryStep(DateTimeOffset? RetryAt);
