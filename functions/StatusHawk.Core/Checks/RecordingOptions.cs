using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Checks;

/// <summary>How results are taken in.</summary>
public sealed class RecordingOptions : IValidatableObject
{
    public const string SectionName = "Recording";

    /// <summary>
    /// Between two looks at a shard's log for what its rounds tell: an outage of many monitors comes in many messages within a second or two, and those that come
    /// after the first share a look. The first is at once, and so is what confirms an outage; second opinions wait a quarter of it.
    /// </summary>
    /// <value>The default is 1 second; 0 to 10 seconds.</value>
    public TimeSpan LooksApart { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>For second opinions, which somebody waits for.</summary>
    internal TimeSpan OpinionsApart => LooksApart / 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LooksApart < TimeSpan.Zero || LooksApart > TimeSpan.FromSeconds(10)) yield return new($"{SectionName}:{nameof(LooksApart)} must be 0 to 10 seconds.", [nameof(LooksApart)]);
    }
}
