using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Alerting;

/// <summary>How alerts are delivered.</summary>
public sealed class AlertingOptions : IValidatableObject
{
    public const string SectionName = "Alerting";

    /// <summary>The origin that people reach the status page by; alerts link to it. Empty: they have no link.</summary>
    /// <value>No default.</value>
    public string PublicUrl { get; set; } = "";

    /// <summary>How long a receiver may take to answer.</summary>
    /// <value>The default is 20 seconds; 1 second to 2 minutes.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after the first failed try the second is made; each further pause is twice as long.</summary>
    /// <value>The default is 5 seconds; 100 ms to 1 hour.</value>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two tries; a receiver's own wish (<c>Retry-After</c>) is bounded by it too.</summary>
    /// <value>The default is 15 minutes; at least <see cref="FirstRetry"/>, at most 1 day.</value>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it is tried at all.</summary>
    /// <value>The default is 24 hours; 1 minute to 7 days.</value>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a sender is believed to be alive: longer than it may take.</summary>
    public TimeSpan Lease => SendTimeout + TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new($"{SectionName}:{nameof(PublicUrl)} must be an origin such as https://status.example.com, or empty.", [nameof(PublicUrl)]);
        if (SendTimeout < TimeSpan.FromSeconds(1) || SendTimeout > TimeSpan.FromMinutes(2))
            yield return new($"{SectionName}:{nameof(SendTimeout)} must be 1 second to 2 minutes.", [nameof(SendTimeout)]);
        if (FirstRetry < TimeSpan.FromMilliseconds(100) || FirstRetry > TimeSpan.FromHours(1))
            yield return new($"{SectionName}:{nameof(FirstRetry)} must be 100 ms to 1 hour.", [nameof(FirstRetry)]);
        if (LongestRetry < FirstRetry || LongestRetry > TimeSpan.FromDays(1))
            yield return new($"{SectionName}:{nameof(LongestRetry)} must be {nameof(FirstRetry)} to 1 day.", [nameof(LongestRetry)]);
        if (GiveUpAfter < TimeSpan.FromMinutes(1) || GiveUpAfter > TimeSpan.FromDays(7))
            yield return new($"{SectionName}:{nameof(GiveUpAfter)} must be 1 minute to 7 days.", [nameof(GiveUpAfter)]);
    }
}
