namespace StatusHawk.Core.Alerting.Channels;

/// <summary>Sends a mail, HTML and text. All mails of an incident are one thread.</summary>
public sealed class EmailChannel(IMailer mailer) : IChannelSender
{
    public ChannelKind Kind => ChannelKind.Email;

    public Task<SendOutcome> SendAsync(Alert alert, Channel channel, CancellationToken cancellationToken) =>
        mailer.SendAsync(EmailRendering.Of(alert, channel.Email!.To), alert.Key, cancellationToken);
}
