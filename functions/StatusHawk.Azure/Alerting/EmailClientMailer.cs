using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Communication.Email;
using Azure.Identity;
using Microsoft.Extensions.Options;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Azure.Alerting;

/// <summary>Hands mails to Azure Communication Services, with an operation id made of the delivery key: the same mail is sent once.</summary>
internal sealed class EmailClientMailer(IOptions<EmailOptions> options) : IMailer
{
    private readonly Lazy<EmailClient> _client = new(() => Client(options.Value));

    public async Task<SendOutcome> SendAsync(Mail mail, string key, CancellationToken cancellationToken)
    {
        if (!options.Value.IsSet) return new SendOutcome.Later("This installation cannot send mails: Email:Sender is not set.");
        try
        {
            await _client.Value.SendAsync(WaitUntil.Started, MessageOf(mail, options.Value.Sender), IdOf(key), cancellationToken);
            return new SendOutcome.Sent("The mail service has taken it.");
        }
        catch (RequestFailedException e)
        {
            return e.Status is >= 400 and < 500 and not (401 or 403 or 404 or 408 or 409 or 429)
                ? new SendOutcome.Refused($"The mail service refused it ({e.Status} {e.ErrorCode}).")
                : new SendOutcome.Later(e.Status == 0 ? "The mail service could not be reached." : $"The mail service answered {e.Status}.");
        }
        catch (AggregateException)
        {
            // What the client throws when all its tries failed.
            return new SendOutcome.Later("The mail service could not be reached.");
        }
    }

    private static EmailMessage MessageOf(Mail mail, string sender)
    {
        var content = new EmailContent(mail.Subject) { PlainText = mail.Text, Html = mail.Html };
        var message = new EmailMessage(sender, new EmailRecipients(mail.To.Select(address => new EmailAddress(address))), content);
        if (mail.Thread is null) return message;

        // No mail has this id, and every mail of the incident refers to it: readers show them as one thread.
        var thread = $"<{mail.Thread}@{sender[(sender.IndexOf('@', StringComparison.Ordinal) + 1)..]}>";
        message.Headers["In-Reply-To"] = thread;
        message.Headers["References"] = thread;
        return message;
    }

    private static Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static EmailClient Client(EmailOptions options) => options.ConnectionString.Length > 0
        ? new EmailClient(options.ConnectionString)
        : new EmailClient(new Uri(options.Endpoint), new DefaultAzureCredential());
}
