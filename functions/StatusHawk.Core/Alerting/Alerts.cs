using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting;

/// <summary>Makes alerts of what is stored.</summary>
public static class Alerts
{
    /// <summary>What a channel is told of a transition: the same at every try, whatever has happened since.</summary>
    public static Alert Of(Incident incident, Transition transition, string channelId, string? pageUrl) => new()
    {
        Key = Delivery.KeyOf(incident.Id, transition.Number, channelId),
        Kind = transition.Kind,
        At = transition.At,
        IncidentId = incident.Id,
        Title = incident.Title,
        StartedAt = incident.StartedAt,
        EndedAt = AlertPolicy.Ends(transition.Kind) ? transition.At : null,
        MonitorId = incident.MonitorIds.Count > 0 ? incident.MonitorIds[0] : "",
        MonitorName = incident.Cause?.MonitorName ?? incident.Title,
        Target = incident.Cause?.Target ?? "",
        Regions = transition.Regions,
        Error = transition.Error,
        By = transition.By,
        PageUrl = pageUrl,
    };

    /// <summary>An alert about nothing, for somebody who wants to see whether a channel works.</summary>
    public static Alert Test(Channel channel, string testId, DateTimeOffset at, string? pageUrl) => new()
    {
        Key = Delivery.KeyOf(testId, 1, channel.Id),
        Kind = TransitionKind.Down,
        IsTest = true,
        At = at,
        IncidentId = testId,
        Title = "This is a test",
        StartedAt = at,
        MonitorId = "",
        MonitorName = "Example",
        Target = "https://example.com/",
        Regions = ["example"],
        Error = new Evidence { Error = ErrorClass.Status, Message = "This is only an example: nothing is down.", StatusCode = 503 },
        PageUrl = pageUrl,
    };

    /// <summary>One line that says it all: <c>Shop is up again after 12 min</c>.</summary>
    public static string Headline(Alert alert) => alert switch
    {
        { IsTest: true } => "Test of this channel: it works",
        { Kind: TransitionKind.Down } => $"{alert.MonitorName} is down",
        { Kind: TransitionKind.Recovered } => $"{alert.MonitorName} is up again after {Lasted(alert)}",
        { Kind: TransitionKind.Flapping } => $"{alert.MonitorName} is flapping",
        { Kind: TransitionKind.Resolved } => $"{alert.MonitorName}: resolved by {alert.By ?? "hand"} after {Lasted(alert)}",
        { Kind: TransitionKind.Reopened } => alert.By is null ? $"{alert.MonitorName} is still down" : $"{alert.MonitorName}: re-opened by {alert.By}",
        _ => $"{alert.MonitorName} is no longer watched",
    };

    private static string Lasted(Alert alert) => Duration.Words((alert.EndedAt ?? alert.At) - alert.StartedAt);
}
