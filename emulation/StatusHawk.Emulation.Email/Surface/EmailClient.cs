using Azure.Communication.Email.Wire;
using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Sends mails.</summary>
public class EmailClient
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly EmailRequests _requests;

    public EmailClient(string connectionString)
        : this(connectionString, new EmailClientOptions())
    {
    }

    public EmailClient(string connectionString, EmailClientOptions options) => _requests = EmailRequests.Of(connectionString, options);

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null) =>
        throw new NotSupportedException("EmailClient(Uri, TokenCredential): the mail catcher takes connection strings only.");

    public virtual Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <summary>The same operation id is sent once.</summary>
    /// <exception cref="RequestFailedException">The service did not take it.</exception>
    public virtual async Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        var operation = await _requests.SendAsync(message, operationId, cancellationToken).ConfigureAwait(false);
        if (wait == WaitUntil.Completed) await operation.WaitForCompletionAsync(Poll, cancellationToken).ConfigureAwait(false);
        return operation;
    }
}
