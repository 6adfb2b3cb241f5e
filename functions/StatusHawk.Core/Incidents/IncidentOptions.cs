using System.ComponentModel.DataAnnotations;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Core.Incidents;

/// <summary>How incidents are followed.</summary>
public sealed class IncidentOptions : IValidatableObject
{
    public const string SectionName = "Incidents";

    /// <summary>How often an open incident is looked at when nothing wakes it.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    public TimeSpan FollowEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A monitor that went down and up more often than this within <see cref="FlappingWindow"/> is flapping.</summary>
    /// <value>The default is 4 transitions; 1 to 19.</value>
    [Range(1, LiveStates.MaxTransitions - 1)]
    public int FlappingTransitions { get; set; } = 4;

    /// <value>The default is 1 hour; 1 minute to 1 day.</value>
    public TimeSpan FlappingWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a flapping monitor must be up to be stable again; until then nothing more is told.</summary>
    /// <value>The default is 10 minutes; 1 second to 1 day.</value>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromMinutes(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FollowEvery < TimeSpan.FromSeconds(1) || FollowEvery > TimeSpan.FromHours(1))
            yield return new($"{SectionName}:{nameof(FollowEvery)} must be 1 second to 1 hour.", [nameof(FollowEvery)]);
        if (FlappingWindow < TimeSpan.FromMinutes(1) || FlappingWindow > TimeSpan.FromDays(1))
            yield return new($"{SectionName}:{nameof(FlappingWindow)} must be 1 minute to 1 day.", [nameof(FlappingWindow)]);
        if (StableAfter < TimeSpan.FromSeconds(1) || StableAfter > TimeSpan.FromDays(1))
            yield return new($"{SectionName}:{nameof(StableAfter)} must be 1 second to 1 day.", [nameof(StableAfter)]);
    }
}
