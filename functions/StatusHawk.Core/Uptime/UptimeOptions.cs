using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Uptime;

/// <summary>How history is made, and how long it is kept where the workspace says nothing else.</summary>
public sealed class UptimeOptions : IValidatableObject
{
    public const string SectionName = "Uptime";

    /// <summary>Days for which each hour is kept.</summary>
    /// <value>The default is 35; 9 (the log's 8, and the day that is closed) to 400.</value>
    [Range(9, 400)]
    public int KeepHoursForDays { get; set; } = 35;

    /// <summary>Days for which each day is kept. The ledger of uptime is kept for good.</summary>
    /// <value>The default is 400; 35 to 3,700.</value>
    [Range(35, 3_700)]
    public int KeepDaysForDays { get; set; } = 400;

    /// <summary>How long what came late waits for the others of its hour, before the hour is summed up again.</summary>
    /// <value>The default is 30 seconds; 0 to 1 hour.</value>
    public TimeSpan GatherLate { get; set; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GatherLate < TimeSpan.Zero || GatherLate > TimeSpan.FromHours(1)) yield return new($"{SectionName}:{nameof(GatherLate)} must be 0 to 1 hour.", [nameof(GatherLate)]);
    }
}
