using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>How long an observation speaks for its region.</summary>
public sealed class VerdictOptions : IValidatableObject
{
    public const string SectionName = "Verdicts";

    /// <summary>An observation is fresh for at least this long, however short the interval.</summary>
    /// <value>The default is 3 minutes; 1 second to 1 day.</value>
    public TimeSpan MinimumFreshness { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>And for at least this many of the monitor's intervals.</summary>
    /// <value>The default is 3 intervals.</value>
    [Range(1, 100)]
    public int FreshIntervals { get; set; } = 3;

    /// <summary>How old the newest observation of a region may be, for its vote to count.</summary>
    public TimeSpan Freshness(int intervalSeconds)
    {
        var intervals = TimeSpan.FromSeconds((double)intervalSeconds * FreshIntervals);
        return intervals > MinimumFreshness ? intervals : MinimumFreshness;
    }

    /// <summary>How far back the log is read: the newest N observations of a region whose newest is as old as may be.</summary>
    public TimeSpan LookBack(int intervalSeconds, int confirmAfter) =>
        Freshness(intervalSeconds) + TimeSpan.FromSeconds((double)intervalSeconds * (confirmAfter + 1));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumFreshness < TimeSpan.FromSeconds(1) || MinimumFreshness > TimeSpan.FromDays(1))
            yield return new($"{SectionName}:{nameof(MinimumFreshness)} must be 1 second to 1 day.", [nameof(MinimumFreshness)]);
    }
}
