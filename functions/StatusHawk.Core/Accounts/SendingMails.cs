using StatusHawk.Core.Alerting;

namespace StatusHawk.Core.Accounts;

/// <summary>Writes and sends a mail that Api asked for, once however often it is asked.</summary>
public sealed class SendingMails(IMailer mailer, Sealer sealer, AccountOptions options, AlertingOptions alerting, TimeProvider clock)
{
    /// <returns>What came of it; null: it was of no use any more.</returns>
    /// <exception cref="StoreUnavailableException">The mail service does not take it now: the message is to come again.</exception>
    public async Task<SendOutcome?> RunAsync(AccountMail mail, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() >= mail.ExpiresAt) return null;
        var token = mail.SealedToken is { } sealedToken ? sealer.Open(sealedToken, mail.Id) : null;
        var outcome = await mailer.SendAsync(AccountMailText.Of(mail, token, options.AppUrl, alerting.PublicUrl), mail.Id, cancellationToken);
        return outcome is SendOutcome.Later later ? throw new StoreUnavailableException(later.Detail) : outcome;
    }
}
