using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Watching;

/// <summary>How StatusHawk is watched.</summary>
public sealed class WatchingOptions : IValidatableObject
{
    public const string SectionName = "Watching";

    private const int ShortestKey = 16;

    /// <summary>What asks for a process' metrics must send it as <c>Authorization: Bearer</c>. Empty: <see cref="OpenMetrics"/> decides.</summary>
    /// <value>The default is empty; else 16 characters or more.</value>
    public string MetricsKey { get; set; } = "";

    /// <summary>Whether the metrics are open to whoever reaches the address, where there is no <see cref="MetricsKey"/>. An app that the internet reaches says no.</summary>
    /// <value>The default is true.</value>
    public bool OpenMetrics { get; set; } = true;

    /// <summary>Called after each good run of the watchdog: whoever waits there and is not called knows that this installation is in trouble. Empty: nobody is.</summary>
    /// <value>The default is empty; else an <c>http</c> or <c>https</c> address.</value>
    public string DeadManUrl { get; set; } = "";

    // No value is repeated in what is said of it: both are secrets.
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MetricsKey.Length is > 0 and < ShortestKey)
            yield return new($"{SectionName}:{nameof(MetricsKey)} must have {ShortestKey} characters or more, or be empty.", [nameof(MetricsKey)]);
        if (DeadManUrl.Length > 0 && !(Uri.TryCreate(DeadManUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new($"{SectionName}:{nameof(DeadManUrl)} must be an http or https address, or empty.", [nameof(DeadManUrl)]);
    }
}
