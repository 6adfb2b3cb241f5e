using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Azure;

/// <summary>Where the documents are.</summary>
public sealed class CosmosOptions : IValidatableObject
{
    public const string SectionName = "Cosmos";

    /// <summary>The account's address, <c>https://…</c>.</summary>
    [Required, Url]
    public string Endpoint { get; set; } = "";

    /// <summary>The account's key. Empty: the app's managed identity, as in Azure.</summary>
    public string Key { get; set; } = "";

    /// <value>The default is <c>statushawk</c>.</value>
    [Required]
    public string Database { get; set; } = "statushawk";

    /// <summary>Talks HTTPS to the gateway instead of TCP to the replicas; what emulators understand.</summary>
    /// <value>The default is false.</value>
    public bool Gateway { get; set; }

    /// <summary>Accepts whatever certificate the endpoint shows. Only for an emulator on this machine: any other endpoint is refused at start.</summary>
    /// <value>The default is false.</value>
    public bool AcceptAnyCertificate { get; set; }

    /// <summary>
    /// How long a request that the account throttles is tried again, each time after what the account asks for. Then it fails: a message comes again later, a
    /// person is told to. Long enough for a partition that is over its units for some seconds, short enough for whoever waits.
    /// </summary>
    /// <value>The default is 5 seconds; 0 to 1 minute.</value>
    public TimeSpan ThrottledFor { get; set; } = TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ThrottledFor < TimeSpan.Zero || ThrottledFor > TimeSpan.FromMinutes(1)) yield return new($"{SectionName}:{nameof(ThrottledFor)} must be 0 to 60 seconds.", [nameof(ThrottledFor)]);
        if (AcceptAnyCertificate && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var endpoint) && endpoint.IsLoopback))
            yield return new($"{SectionName}:{nameof(AcceptAnyCertificate)} is for loopback endpoints only, and {SectionName}:{nameof(Endpoint)} is {Endpoint}.", [nameof(AcceptAnyCertificate)]);
    }
}
