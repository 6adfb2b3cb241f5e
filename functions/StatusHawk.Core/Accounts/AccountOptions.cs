using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Accounts;

/// <summary>Accounts of people.</summary>
public sealed class AccountOptions : IValidatableObject
{
    public const string SectionName = "Accounts";

    /// <summary>Whether anybody may make an account.</summary>
    /// <value>The default is open.</value>
    public RegistrationMode Registration { get; set; } = RegistrationMode.Open;

    /// <summary>The origin, and a path if need be, of the pages that links in mails lead to. Empty: mails say how to use their code without a page.</summary>
    /// <value>No default.</value>
    public string AppUrl { get; set; } = "";

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512 for each password.</summary>
    /// <value>The default is 210,000; 100,000 to 10,000,000.</value>
    [Range(100_000, 10_000_000)]
    public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Attempts to sign in to one account from one address in a quarter of an hour.</summary>
    /// <value>The default is 10; 3 to 10,000.</value>
    [Range(3, 10_000)]
    public int SignInsPerAccountAndAddress { get; set; } = 10;

    /// <summary>Attempts to sign in from one address, to whatever account, in a quarter of an hour.</summary>
    /// <value>The default is 100; 3 to 100,000.</value>
    [Range(3, 100_000)]
    public int SignInsPerAddress { get; set; } = 100;

    /// <summary>Attempts in an hour to sign in to one account from all addresses together that it was never signed in to from.</summary>
    /// <value>The default is 50; 3 to 100,000.</value>
    [Range(3, 100_000)]
    public int SignInsFromElsewhere { get; set; } = 50;

    /// <summary>Mails of one kind that anybody may have sent to one mailbox in an hour.</summary>
    /// <value>The default is 5; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MailsPerMailbox { get; set; } = 5;

    /// <summary>Mails that may be asked for from one address in an hour.</summary>
    /// <value>The default is 30; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MailsPerAddress { get; set; } = 30;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AppUrl.Length > 0 && !(Uri.TryCreate(AppUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Fragment.Length == 0 && url.Query.Length == 0))
            yield return new($"{SectionName}:{nameof(AppUrl)} must be an address such as https://app.example.com, or empty.", [nameof(AppUrl)]);
    }
}

/// <summary>Who may make an account.</summary>
public enum RegistrationMode
{
    Open,

    /// <summary>Nobody, over the API.</summary>
    Closed,
}
