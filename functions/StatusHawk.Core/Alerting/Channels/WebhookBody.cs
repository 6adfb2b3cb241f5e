using System.Text.Json;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting.Channels;

/// <summary>What a webhook says. Made of the alert alone, so that every try has the same bytes.</summary>
internal static class WebhookBody
{
    public static byte[] Of(Alert alert) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            Type = TypeOf(alert),
            Timestamp = alert.At.UtcDateTime,
            Data = new
            {
                Headline = Alerts.Headline(alert),
                Incident = new
                {
                    Id = alert.IncidentId,
                    alert.Title,
                    StartedAt = alert.StartedAt.UtcDateTime,
                    EndedAt = alert.EndedAt?.UtcDateTime,
                    DurationSeconds = alert.EndedAt is { } ended ? (long?)(ended - alert.StartedAt).TotalSeconds : null,
                },
                Monitor = new { Id = alert.MonitorId, Name = alert.MonitorName, alert.Target },
                alert.Regions,
                Error = alert.Error is { } error ? new { Class = error.Error, error.Message, error.Phase, error.StatusCode, error.Address } : null,
                alert.By,
                Page = alert.PageUrl,
            },
        },
        StatusHawkJson.Options);

    private static string TypeOf(Alert alert) => alert switch
    {
        { IsTest: true } => "channel.test",
        { Kind: TransitionKind.Down } => "incident.down",
        { Kind: TransitionKind.Recovered } => "incident.recovered",
        { Kind: TransitionKind.Flapping } => "incident.flapping",
        { Kind: TransitionKind.Resolved } => "incident.resolved",
        { Kind: TransitionKind.Reopened } => "incident.reopened",
        _ => "incident.ended",
    };
}
