using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Azure.Alerting;

/// <summary>How mails leave: by Azure Communication Services.</summary>
public sealed class EmailOptions : IValidatableObject
{
    public const string SectionName = "Email";

    /// <summary><c>endpoint=…;accesskey=…</c>. Empty: <see cref="Endpoint"/> and the app's managed identity.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The resource's address, for the managed identity.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The address that mails come from, of a domain that is verified for the resource. Empty: mails cannot be sent.</summary>
    public string Sender { get; set; } = "";

    public bool IsSet => Sender.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Sender.Length == 0) yield break;
        if (!Sender.Contains('@')) yield return new($"{SectionName}:{nameof(Sender)} must be an e-mail address.", [nameof(Sender)]);
        if (ConnectionString.Length == 0 && Endpoint.Length == 0)
            yield return new($"With {SectionName}:{nameof(Sender)}, {SectionName}:{nameof(ConnectionString)} or {SectionName}:{nameof(Endpoint)} must be set.", [nameof(ConnectionString)]);
        if (Endpoint.Length > 0 && !Uri.TryCreate(Endpoint, UriKind.Absolute, out _))
            yield return new($"{SectionName}:{nameof(Endpoint)} must be an absolute URL.", [nameof(Endpoint)]);
    }
}
