using System.Text.Json.Serialization;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>A monitor as the API shows it: its secrets masked, and how it is scheduled and stored left out.</summary>
public sealed record MonitorView
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required MonitorKind Kind { get; init; }
    public required HttpView? Http { get; init; }
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

    public static MonitorView Of(Monitor monitor, LiveState? live)
    {
        var state = MonitorState.Of(monitor, live);
        return new()
        {
            Id = monitor.Id,
            Name = monitor.Name,
            Kind = monitor.Kind,
            Http = monitor.Http is null ? null : new(monitor.Http.Url, monitor.Http.Method, Masked(monitor.Http)),
            IntervalSeconds = monitor.IntervalSeconds,
            TimeoutSeconds = monitor.TimeoutSeconds,
            Regions = monitor.Regions,
            ConfirmAfter = monitor.ConfirmAfter,
            Quorum = monitor.Quorum,
            Enabled = monitor.Enabled,
            Verdict = state.Verdict,
            Since = state.Since,
            Votes = state.Votes.ToDictionary(v => v.Key, v => new VoteView(v.Value.Vote, v.Value.Since, v.Value.Error is { } e ? new(e.Error, e.Message) : null)),
            CreatedAt = monitor.CreatedAt,
            UpdatedAt = monitor.UpdatedAt,
        };
    }

    private static Dictionary<string, string> Masked(HttpTarget target) => target.SealedHeaders?.ToDictionary(h => h.Key, _ => HeaderInput.Mask) ?? [];
}

public sealed record HttpView(string Url, string Method, IReadOnlyDictionary<string, string> Headers);

public sealed record VoteView(VoteValue Vote, DateTimeOffset? Since, ErrorView? Error);

public sealed record ErrorView(ErrorClass Class, string Message);

/// <summary>A list, and where it goes on; null: it does not.</summary>
public sealed record ListView<T>(IReadOnlyList<T> Items)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Next { get; init; }
}
