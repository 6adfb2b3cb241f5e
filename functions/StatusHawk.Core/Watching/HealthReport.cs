using System.Globalization;
using System.Text.Json;

namespace StatusHawk.Core.Watching;

/// <summary>All that was found at one time, in the form of draft-inadarei-api-health-check-06.</summary>
/// <param name="At">When it was looked.</param>
/// <param name="Findings">Of each part.</param>
public sealed record HealthReport(DateTimeOffset At, IReadOnlyList<HealthFinding> Findings)
{
    public const string ContentType = "application/health+json";

    /// <summary>That of the part that does worst.</summary>
    public HealthStatus Status => Findings.Select(finding => finding.Status).DefaultIfEmpty(HealthStatus.Pass).Max();

    /// <param name="service">Whose health it is: <c>statushawk-api</c>.</param>
    public PlainAnswer Answer(string service)
    {
        var at = At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var body = new
        {
            Status,
            ServiceId = service,
            Checks = Findings.Count == 0 ? null : Findings
                .GroupBy(finding => $"{finding.Component}:{finding.Measurement}")
                .OrderBy(same => same.Key, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Select(finding => new
                {
                    finding.ComponentType,
                    finding.ObservedValue,
                    finding.ObservedUnit,
                    finding.Status,
                    Time = at,
                    finding.Output,
                })),
        };
        return new(Status == HealthStatus.Fail ? 503 : 200, ContentType, JsonSerializer.Serialize(body, StatusHawkJson.Options));
    }
}
