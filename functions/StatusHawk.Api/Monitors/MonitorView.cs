using System.Text.Json.Serialization;
using StatusHawk.Api.Http;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>A monitor as the API shows it: its secrets masked, and how it is scheduled and stored left out.</summary>
public sealed record MonitorView : IVersioned
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Key { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required MonitorKind Kind { get; init; }
    public HttpView? Http { get; init; }
    public TcpView? Tcp { get; init; }
    public PingTarget? Ping { get; init; }
    public DnsTarget? Dns { get; init; }
    public TlsTarget? Tls { get; init; }
    public HeartbeatView? Heartbeat { get; init; }
    public required IReadOnlyList<string> Assertions { get; init; }
    public int? DegradedAfterMilliseconds { get; init; }
    public required int IntervalSeconds { get; init; }
    public required int TimeoutSeconds { get; init; }
    public required IReadOnlyList<string> Regions { get; init; }
    public required int ConfirmAfter { get; init; }
    public required Quorum Quorum { get; init; }
    public required bool Enabled { get; init; }
    public required Verdict Verdict { get; init; }
    public required DateTimeOffset Since { get; init; }
    public required IReadOnlyDictionary<string, VoteView> Votes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What its version is of.</summary>
    [JsonIgnore]
    public Monitor? Stored { get; init; }

    public string? Version() => Stored is null ? null : Versions.Of(Stored);

    public static MonitorView Of(Monitor monitor, LiveState? live, ApiOptions api)
    {
        var state = MonitorState.Of(monitor, live);
        return new()
        {
            Stored = monitor,
            Id = monitor.Id,
            Name = monitor.Name,
            Key = monitor.Key,
            Tags = monitor.Tags ?? [],
            Kind = monitor.Kind,
            Http = monitor.Http is { } http ? HttpView.Of(http) : null,
            Tcp = monitor.Tcp is { } tcp ? TcpView.Of(tcp) : null,
            Ping = monitor.Ping,
            Dns = monitor.Dns,
            Tls = monitor.Tls,
            Heartbeat = monitor.Heartbeat is { } heartbeat ? HeartbeatView.Of(heartbeat, monitor, api) : null,
            Assertions = monitor.Assertions ?? [],
            DegradedAfterMilliseconds = monitor.DegradedAfterMilliseconds,
            IntervalSeconds = monitor.IntervalSeconds,
            TimeoutSeconds = monitor.TimeoutSeconds,
            Regions = monitor.Regions,
            ConfirmAfter = monitor.ConfirmAfter,
            Quorum = monitor.Quorum,
            Enabled = monitor.Enabled,
            Verdict = state.Verdict,
            Since = state.Since,
            Votes = state.Votes.ToDictionary(v => v.Key, v => new VoteView(v.Value.Vote, v.Value.Since, v.Value.Error is { } e ? ErrorView.Of(e) : null)),
            CreatedAt = monitor.CreatedAt,
            UpdatedAt = monitor.UpdatedAt,
        };
    }
}

public sealed record VoteView(VoteValue Vote, DateTimeOffset? Since, ErrorView? Error);

/// <summary>Why a check was not up.</summary>
public sealed record ErrorView(ErrorClass Class, string Message)
{
    public CheckPhase Phase { get; init; }
    public int? StatusCode { get; init; }
    public string? Address { get; init; }
    public int Attempts { get; init; }
    public AnswerExcerpt? Answer { get; init; }

    public static ErrorView Of(Evidence evidence) => new(evidence.Error, evidence.Message)
    {
        Phase = evidence.Phase,
        StatusCode = evidence.StatusCode,
        Address = evidence.Address,
        Attempts = evidence.Attempts,
        Answer = evidence.Answer,
    };
}
