using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <param name="Channel">As it is stored.</param>
/// <param name="Secret">The secret in clear, when it has just been set; never stored so.</param>
public sealed record SavedChannel(Channel Channel, string? Secret)
{
    public ChannelView View => ChannelView.Of(Channel, Secret);

    /// <summary>Not the secret.</summary>
    public override string ToString() => Channel.Id;
}
