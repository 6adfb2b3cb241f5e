using System.Text.Json.Serialization;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Incidents;

/// <summary>An incident as the API shows it; in a list without what happened to it.</summary>
public sealed record IncidentView : IVersioned
{
    public required string Id { get; init; }
    public required IncidentOrigin Origin { get; init; }
    public required string Title { get; init; }
    public required IncidentImpact Impact { get; init; }
    public required IncidentStatus Status { get; init; }
    public required bool Flapping { get; init; }
    public required IReadOnlyList<string> MonitorIds { get; init; }
    public CauseView? Cause { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public string? ResolvedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AcknowledgedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Oldest first. Entries without a status are not public.</summary>
    public IReadOnlyList<TimelineEntry>? Timeline { get; init; }

    /// <summary>What alerts are about.</summary>
    public IReadOnlyList<TransitionView>? Transitions { get; init; }

    /// <summary>Who was told what, and how far that has come.</summary>
    public IReadOnlyList<DeliveryView>? Deliveries { get; init; }

    /// <summary>What its version is of.</summary>
    [JsonIgnore]
    public Incident? Stored { get; init; }

    public string? Version() => Stored is null ? null : Versions.Of(Stored);

    public static IncidentView Of(Incident incident) => new()
    {
        Stored = incident,
        Id = incident.Id,
        Origin = incident.Origin,
        Title = incident.Title,
        Impact = incident.Impact,
        Status = incident.Status,
        Flapping = incident.Flapping,
        MonitorIds = incident.MonitorIds,
        Cause = incident.Cause is { } cause ? CauseView.Of(cause) : null,
        StartedAt = incident.StartedAt,
        ResolvedAt = incident.ResolvedAt,
        ResolvedBy = incident.ResolvedBy,
        AcknowledgedAt = incident.AcknowledgedAt,
        AcknowledgedBy = incident.AcknowledgedBy,
        CreatedAt = incident.CreatedAt,
        UpdatedAt = incident.UpdatedAt,
    };

    /// <summary>With all that happened to it.</summary>
    public static IncidentView Of(Incident incident, IEnumerable<Delivery> deliveries, IReadOnlyDictionary<string, string> channelNames) => Of(incident) with
    {
        Timeline = incident.Timeline,
        Transitions = [.. incident.Transitions.Select(TransitionView.Of)],
        Deliveries = [.. deliveries.OrderBy(row => row.Number).ThenBy(row => row.ChannelId, StringComparer.Ordinal).Select(row => DeliveryView.Of(row, channelNames.GetValueOrDefault(row.ChannelId)))],
    };
}

/// <summary>What checks found.</summary>
public sealed record CauseView(string MonitorName, string Target, IReadOnlyList<string> Regions, ErrorView? Error)
{
    public static CauseView Of(IncidentCause cause) => new(cause.MonitorName, cause.Target, cause.Regions, cause.Error is { } error ? ErrorView.Of(error) : null);
}

/// <summary>A step of an incident that alerts may be about.</summary>
public sealed record TransitionView(int Number, TransitionKind Kind, DateTimeOffset At, DateTimeOffset RecordedAt, IReadOnlyList<string> Regions, ErrorView? Error, string? By)
{
    public static TransitionView Of(Transition step) =>
        new(step.Number, step.Kind, step.At, step.RecordedAt, step.Regions, step.Error is { } error ? ErrorView.Of(error) : null, step.By);
}

/// <summary>How far one alert has come.</summary>
/// <param name="ChannelId">Whom it is for.</param>
/// <param name="ChannelName">Null when the channel is gone.</param>
/// <param name="Transition">The number of what it tells.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">Tries begun.</param>
/// <param name="UpdatedAt">When anything last changed.</param>
/// <param name="NextAttemptAt">While it waits: when it is tried again.</param>
/// <param name="Detail">What came of the last try.</param>
public sealed record DeliveryView(
    string ChannelId, string? ChannelName, int Transition, TransitionKind Kind, DeliveryState State, int Attempts, DateTimeOffset UpdatedAt, DateTimeOffset? NextAttemptAt, string? Detail)
{
    public static DeliveryView Of(Delivery row, string? channelName) =>
        new(row.ChannelId, channelName, row.Number, row.Kind, row.State, row.Attempts, row.UpdatedAt, row.State == DeliveryState.Queued ? row.Until : null, row.Detail);
}
