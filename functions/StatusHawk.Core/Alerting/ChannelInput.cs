namespace StatusHawk.Core.Alerting;

/// <summary>A channel as a person wants it: complete and checked, its new secret still in clear.</summary>
public sealed record ChannelInput
{
    public required string Name { get; init; }
    public string? Key { get; init; }
    public required ChannelKind Kind { get; init; }
    public required bool Enabled { get; init; }

    /// <summary>The webhook's address.</summary>
    public string? Url { get; init; }

    /// <summary>A new signing secret; null when the stored one stays.</summary>
    public string? Secret { get; init; }

    /// <summary>The addresses of mails.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>The channel with these fields; its id and times stay. Who switches it on again has read why it was off.</summary>
    /// <param name="channel">A new or a stored one.</param>
    /// <param name="seal">Seals a new secret for this channel.</param>
    public Channel ApplyTo(Channel channel, Func<string, string> seal) => channel with
    {
        Name = Name,
        Key = Key,
        Kind = Kind,
        Enabled = Enabled,
        DisabledReason = Enabled ? null : channel.DisabledReason,
        Webhook = Url is null ? null : new WebhookSettings { Url = Url, SealedSecret = Secret is null ? channel.Webhook!.SealedSecret : seal(Secret) },
        Email = To is null ? null : new EmailSettings { To = To },
    };

    /// <summary>Not the secret: it must not reach a log by accident.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
