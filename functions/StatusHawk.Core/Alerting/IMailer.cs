namespace StatusHawk.Core.Alerting;

/// <summary>Sends mails.</summary>
public interface IMailer
{
    /// <summary>Hands a mail over; the same key is sent once. Never throws but when cancelled.</summary>
    Task<SendOutcome> SendAsync(Mail mail, string key, CancellationToken cancellationToken);
}

/// <param name="To">Addresses.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">For readers without HTML.</param>
/// <param name="Html">For all others.</param>
/// <param name="Thread">What mails of one conversation have in common; null: it stands alone.</param>
public sealed record Mail(IReadOnlyList<string> To, string Subject, string Text, string Html, string? Thread = null);
