using System.Text.Json.Serialization;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Uptime;

/// <summary>How many seconds each verdict held.</summary>
public sealed record VerdictTime
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Up { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Degraded { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Partial { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Down { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Unknown { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Maintenance { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Paused { get; init; }

    /// <summary>It answered well enough to be used: degraded, and down for too few regions, are up.</summary>
    [JsonIgnore]
    public long Available => Up + Degraded + Partial;

    /// <summary>Available / (available + down), 0 to 1: what is unknown, paused or maintenance counts neither way. Null when nothing is known.</summary>
    [JsonIgnore]
    public double? Uptime => Available + Down is var known and > 0 ? (double)Available / known : null;

    /// <summary>The share of the time that was to be watched and about which something is known, 0 to 1; null when nothing was to be watched.</summary>
    [JsonIgnore]
    public double? Coverage => Available + Down + Unknown is var watched and > 0 ? (double)(watched - Unknown) / watched : null;

    public VerdictTime With(Verdict verdict, long seconds) => verdict switch
    {
        Verdict.Up => this with { Up = Up + seconds },
        Verdict.Degraded => this with { Degraded = Degraded + seconds },
        Verdict.Partial => this with { Partial = Partial + seconds },
        Verdict.Down => this with { Down = Down + seconds },
        Verdict.Maintenance => this with { Maintenance = Maintenance + seconds },
        Verdict.Paused => this with { Paused = Paused + seconds },
        _ => this with { Unknown = Unknown + seconds },
    };

    public static VerdictTime operator +(VerdictTime left, VerdictTime right) => new()
    {
        Up = left.Up + right.Up,
        Degraded = left.Degraded + right.Degraded,
        Partial = left.Partial + right.Partial,
        Down = left.Down + right.Down,
        Unknown = left.Unknown + right.Unknown,
        Maintenance = left.Maintenance + right.Maintenance,
        Paused = left.Paused + right.Paused,
    };
}
