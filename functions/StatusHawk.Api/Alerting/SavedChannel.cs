using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <param name="Channel">As it is stored.</param>
/// <param name="Secret">The secret in clear, when it has just been set; never stored so.</param>
public sealed record SavedChannel(Channel Channel, string? Secret)
{
    public ChannelView View => ChannelView.Of(Channel, Secret);

    /// <summary>As the audit log shows it: who knows a webhook's address can call it, so only its origin is there.</summary>
    public ChannelView Audited
    {
        get
        {
            var view = ChannelView.Of(Channel);
            if (view.Webhook is not { } webhook) return view;
            return view with { Webhook = webhook with { Url = $"{new Uri(webhook.Url).GetLeftPart(UriPartial.Authority)}/{ChannelForm.Mask}" } };
        }
    }

    /// <summary>Not the secret.</summary>
    public override string ToString() => Channel.Id;
}
