using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting;

/// <summary>A row of the ledger: how far one alert has come. Partition: the incident; row: channel and transition.</summary>
public sealed record Delivery
{
    public required string WorkspaceId { get; init; }

    /// <summary>The incident; for a test of a channel, the test's own id.</summary>
    public required string IncidentId { get; init; }
    public required string ChannelId { get; init; }

    /// <summary>The transition's number; 1 for a test.</summary>
    public required int Number { get; init; }
    public required TransitionKind Kind { get; init; }
    public required DeliveryState State { get; init; }

    /// <summary>Tries begun.</summary>
    public int Attempts { get; init; }

    /// <summary>While sending: until when the sender may take; after that it is taken for dead. While queued: not before then. Else null.</summary>
    public DateTimeOffset? Until { get; init; }
    public required DateTimeOffset QueuedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What came of the last try, for a person, without secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>The same at every try.</summary>
    public string Key => KeyOf(IncidentId, Number, ChannelId);

    public static string KeyOf(string incidentId, int number, string channelId) => $"{incidentId}-{number}-{channelId}";
}

public enum DeliveryState
{
    /// <summary>Waiting for its first or next try.</summary>
    Queued,

    /// <summary>A try is under way, or died.</summary>
    Sending,
    Sent,

    /// <summary>Refused, or given up.</summary>
    Failed,

    /// <summary>Overtaken before any try: there is no more to say.</summary>
    Suppressed,
}
