using System.Text.Json.Serialization;

namespace StatusHawk.Core.Checks;

/// <summary>What one check of one monitor found. Where and when is said by the <see cref="LogEntry"/> that holds it.</summary>
[JsonConverter(typeof(CheckResultConverter))]
public sealed record CheckResult
{
    public required string MonitorId { get; init; }
    public required Outcome Outcome { get; init; }
    public Timings Timings { get; init; }

    /// <summary>Present when the outcome is not <see cref="Outcome.Up"/>.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>What was learnt beside. Known to whoever ran the check; it is not stored.</summary>
    public Facts? Facts { get; init; }

    /// <summary>Every condition, where <see cref="CheckSpec.Explain"/> asks for them and an answer came; not stored either.</summary>
    public IReadOnlyList<ConditionReport>? Assertions { get; init; }
}
