using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Azure.Tests;

/// <summary>Documents as they come in life, each with ids of its own.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Monitor Monitor(string? workspaceId = null, int minutesOld = 0) => new()
    {
        Id = Ids.New(Ids.Monitor),
        WorkspaceId = workspaceId ?? Ids.New(Ids.Workspace),
        Name = "Shop \"<ü>\"",
        Kind = MonitorKind.Http,
        Http = new HttpTarget { Url = "https://example.com/a?b=c&d", SealedHeaders = new Dictionary<string, string> { ["Authorization"] = "v1.k.xyz" } },
        Regions = ["eu", "us"],
        Quorum = Quorum.Percentage(67),
        Shard = Ids.New(Ids.Shard),
        CreatedAt = Noon.AddMinutes(-minutesOld),
        UpdatedAt = Noon,
    };

    public static LiveState Live(Monitor monitor, Verdict verdict = Verdict.Up) => new()
    {
        MonitorId = monitor.Id,
        WorkspaceId = monitor.WorkspaceId,
        Verdict = verdict,
        Since = Noon,
        Votes = new Dictionary<string, LiveVote>
        {
            ["eu"] = new(VoteValue.Up, Noon),
            ["us"] = new(VoteValue.Down, Noon, new Evidence { Error = ErrorClass.Timeout, Message = "No answer." }),
        },
    };

    public static LogEntry Round(string shard, int second = 0, EntryKind kind = EntryKind.Round, string region = "eu", Outcome outcome = Outcome.Up) => new()
    {
        Kind = kind,
        Shard = shard,
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Slot = Slot.Of(Noon.AddSeconds(second)),
        Region = region,
        Results = [new CheckResult { MonitorId = "mon_aaaaaaaaaaaaaaaa", Outcome = outcome, Timings = new(1, 2, 3, 4, 5) }],
    };

    public static Incident Incident(string? workspaceId = null, int minutesOld = 0, bool resolved = false)
    {
        var began = Noon.AddMinutes(-minutesOld);
        return new()
        {
            Id = Ids.New(Ids.Incident),
            WorkspaceId = workspaceId ?? Ids.New(Ids.Workspace),
            Origin = IncidentOrigin.Detected,
            MonitorIds = ["mon_aaaaaaaaaaaaaaaa"],
            Episode = 3,
            Title = "Shop \"<ü>\" is down",
            Impact = IncidentImpact.Major,
            Status = resolved ? IncidentStatus.Resolved : IncidentStatus.Investigating,
            StartedAt = began,
            CreatedAt = began,
            UpdatedAt = began,
            ResolvedAt = resolved ? began.AddMinutes(1) : null,
            Cause = new IncidentCause("Shop", "https://example.com/a", ["eu", "us"], new Evidence { Error = ErrorClass.Timeout, Message = "No answer." }),
            Timeline = [new TimelineEntry { At = began, Status = IncidentStatus.Investigating, Message = "We are looking.", By = "Kim" }],
            Transitions = [new Transition { Number = 1, Kind = TransitionKind.Down, At = began, RecordedAt = began, Regions = ["eu"] }],
        };
    }

    public static Channel Channel(string? workspaceId = null, int minutesOld = 0) => new()
    {
        Id = Ids.New(Ids.Channel),
        WorkspaceId = workspaceId ?? Ids.New(Ids.Workspace),
        Name = "On call",
        Kind = ChannelKind.Webhook,
        Webhook = new WebhookSettings { Url = "https://hooks.example.com/a?b=c&d", SealedSecret = "v1.k.xyz" },
        CreatedAt = Noon.AddMinutes(-minutesOld),
        UpdatedAt = Noon,
    };

    public static Delivery Delivery(string? incidentId = null, int number = 1) => new()
    {
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        IncidentId = incidentId ?? Ids.New(Ids.Incident),
        ChannelId = "chn_aaaaaaaaaaaaaaaa",
        Number = number,
        Kind = TransitionKind.Recovered,
        State = DeliveryState.Queued,
        QueuedAt = Noon,
        UpdatedAt = Noon.AddMilliseconds(7),
    };
}
