using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Watching;

namespace StatusHawk.Pipeline.Accounts;

/// <summary>Sends mails about accounts and invitations. Its log names mails by their ids: whom they are for is nobody's business.</summary>
public sealed partial class SendMail(SendingMails sending, QueueWork work, ILogger<SendMail> logger)
{
    [Function(nameof(SendMail))]
    public Task Run([QueueTrigger(Queues.Mails, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        work.RunAsync<AccountMail>(Queues.Mails, message, async mail =>
        {
            switch (await sending.RunAsync(mail, cancellationToken))
            {
                case null:
                    LogTooLate(mail.Id);
                    break;
                case SendOutcome.Refused refused:
                    LogRefused(mail.Id, refused.Detail);
                    break;
            }
        });

    [LoggerMessage(LogLevel.Warning, "The mail {MailId} was of no use any more and was not sent.")]
    private partial void LogTooLate(string mailId);

    [LoggerMessage(LogLevel.Warning, "The mail {MailId} will never be taken. {Detail}")]
    private partial void LogRefused(string mailId, string detail);
}
