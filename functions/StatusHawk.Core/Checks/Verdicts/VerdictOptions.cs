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

    /// <summary>
    /// How long a region must have found a target failing, from the first failed check to the last, before it is believed: what is shorter is a blip. Second
    /// opinions are asked for at its end, so a real outage is believed no later for it.
    /// </summary>
    /// <value>The default is 4 seconds; 0 to 1 minute, in whole seconds.</value>
    public TimeSpan ConfirmFor { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Slots in a row in which a failing target must be up, to be up again.</summary>
    /// <value>The default is 2; 1 to 10.</value>
    [Range(1, 10)]
    public int RecoverAfter { get; set; } = 2;

    /// <summary>How old the newest observation of a region may be, for its vote to count.</summary>
    public TimeSpan Freshness(int intervalSeconds)
    {
        var intervals = TimeSpan.FromSeconds((double)intervalSeconds * FreshIntervals);
        return intervals > MinimumFreshness ? intervals : MinimumFreshness;
    }

    /// <summary>
    /// How far back the log is read: the newest N failures of a region, and successes after them that are too few, the newest as old as may be.
    /// </summary>
    public TimeSpan LookBack(int intervalSeconds, int confirmAfter) =>
        Freshness(intervalSeconds) + TimeSpan.FromSeconds((double)intervalSeconds * (confirmAfter + RecoverAfter));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumFreshness < TimeSpan.FromSeconds(1) || MinimumFreshness > TimeSpan.FromDays(1))
            yield return new($"{SectionName}:{nameof(MinimumFreshness)} must be 1 second to 1 day.", [nameof(MinimumFreshness)]);
        if (ConfirmFor < TimeSpan.Zero || ConfirmFor > TimeSpan.FromMinutes(1) || ConfirmFor.Ticks % TimeSpan.TicksPerSecond != 0)
            yield return new($"{SectionName}:{nameof(ConfirmFor)} must be 0 to 60 whole seconds.", [nameof(ConfirmFor)]);
    }
}
