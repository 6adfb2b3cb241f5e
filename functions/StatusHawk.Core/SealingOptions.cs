using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core;

/// <summary>The keys that seal secrets at rest. Api seals and Probe opens, so both have the same keys; <c>./hawk up</c> makes one.</summary>
public sealed class SealingOptions : IValidatableObject
{
    public const string SectionName = "Sealing";

    /// <summary>Which key seals what is saved from now on.</summary>
    [Required]
    public string CurrentKeyId { get; set; } = "";

    /// <summary>Key id to 32 random bytes in base64. An old key stays here until nothing sealed with it is left.</summary>
    public Dictionary<string, string> Keys { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? fault = null;
        try
        {
            _ = new Sealer(this);
        }
        catch (ArgumentException e)
        {
            fault = e.Message;
        }

        if (fault is not null) yield return new ValidationResult(fault, [nameof(Keys)]);
    }
}
