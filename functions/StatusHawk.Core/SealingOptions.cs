using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core;

/// <summary>The keys that seal secrets at rest. Api seals and Probe opens, so both have the same keys; <c>./hawk up</c> makes one.</summary>
public sealed class SealingOptions
{
    public const string SectionName = "Sealing";

    /// <summary>Which key seals what is saved from now on.</summary>
    [Required]
    public string CurrentKeyId { get; set; } = "";

    /// <summary>Key id to 32 random bytes in base64. An old key stays here until nothing sealed with it is left.</summary>
    public Dictionary<string, string> Keys { get; set; } = [];
}
