using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Accounts;

/// <summary>How a deleted workspace is removed.</summary>
public sealed class RemovalOptions : IValidatableObject
{
    public const string SectionName = "Removal";

    /// <summary>How long after a deleted workspace was stopped its data begin to go: what was under way by then has ended, and what comes later knows.</summary>
    /// <value>The default is 15 minutes, longer than the platform lets a function run; 10 seconds to 1 day.</value>
    public TimeSpan Settling { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one run goes on removing. The next begins with the watchdog's next minute.</summary>
    /// <value>The default is 40 seconds; 1 second to 4 minutes.</value>
    public TimeSpan RunFor { get; set; } = TimeSpan.FromSeconds(40);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Settling < TimeSpan.FromSeconds(10) || Settling > TimeSpan.FromDays(1))
            yield return new($"{SectionName}:{nameof(Settling)} must be 10 seconds to 1 day.", [nameof(Settling)]);
        if (RunFor < TimeSpan.FromSeconds(1) || RunFor > TimeSpan.FromMinutes(4))
            yield return new($"{SectionName}:{nameof(RunFor)} must be 1 second to 4 minutes.", [nameof(RunFor)]);
    }
}
