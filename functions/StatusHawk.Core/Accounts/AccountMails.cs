namespace StatusHawk.Core.Accounts;

/// <summary>Hands mails to Pipeline.</summary>
public sealed class AccountMails(IMessageQueues queues, Sealer sealer)
{
    /// <summary>Sends it on.</summary>
    /// <param name="mail">Without its token.</param>
    /// <param name="token">What proves that the mail was read; null: the mail asks for nothing. It is sealed on the way.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="StoreUnavailableException">The queue does not take it.</exception>
    public async Task SendAsync(AccountMail mail, string? token, CancellationToken cancellationToken)
    {
        var message = token is null ? mail : mail with { SealedToken = sealer.Seal(token, mail.Id) };
        try
        {
            await queues.SendAsync(Queues.Mails, message, visibleIn: null, expiresIn: null, cancellationToken);
        }
        catch (Exception e) when (e is not (StoreUnavailableException or OperationCanceledException))
        {
            throw new StoreUnavailableException("The queue of mails does not take any.", e);
        }
    }
}
