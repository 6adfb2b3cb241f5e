using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Alerting;

/// <summary>An incident and channels to tell of it.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Incident Incident { get; } = new()
    {
        Id = "inc_aaaaaaaaaaaaaaaa",
        WorkspaceId = PipelineWorld.Workspace,
        Origin = IncidentOrigin.Detected,
        MonitorIds = ["mon_aaaaaaaaaaaaaaaa"],
        Episode = 1,
        Title = "Shop is down",
        Impact = IncidentImpact.Major,
        Status = IncidentStatus.Investigating,
        StartedAt = Now,
        CreatedAt = Now,
        UpdatedAt = Now,
        Cause = new IncidentCause("Shop", "https://shop.example.com/", ["eu", "us"], new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." }),
        Timeline = [new TimelineEntry { At = Now, Status = IncidentStatus.Investigating, Message = "We are looking into it." }],
        Transitions = [Transition(1, 'd', Now)],
    };

    public static Channel Webhook { get; } = new()
    {
        Id = "chn_aaaaaaaaaaaaaaaa",
        WorkspaceId = PipelineWorld.Workspace,
        Name = "On call",
        Kind = ChannelKind.Webhook,
        Webhook = new WebhookSettings { Url = "https://hooks.example.com/secret-path", SealedSecret = "sealed" },
        CreatedAt = Now.AddDays(-1),
        UpdatedAt = Now.AddDays(-1),
    };

    public static Transition Transition(int number, char kind, DateTimeOffset at) => new()
    {
        Number = number,
        Kind = kind switch
        {
            'd' => TransitionKind.Down,
            'r' => TransitionKind.Recovered,
            'f' => TransitionKind.Flapping,
            'p' => TransitionKind.Resolved,
            'o' => TransitionKind.Reopened,
            _ => TransitionKind.Ended,
        },
        At = at,
        RecordedAt = at,
        Regions = ["eu", "us"],
        Error = kind is 'd' or 'o' or 'f' ? new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." } : null,
    };
}
