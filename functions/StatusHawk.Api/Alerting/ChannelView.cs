using System.Text.Json.Serialization;
using StatusHawk.Api.Http;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <summary>A channel as the API shows it. A webhook's secret is shown once, in the answer to whoever made it.</summary>
public sealed record ChannelView : IVersioned
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Key { get; init; }
    public required ChannelKind Kind { get; init; }
    public required bool Enabled { get; init; }
    public string? DisabledReason { get; init; }
    public WebhookView? Webhook { get; init; }
    public EmailSettings? Email { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What its version is of.</summary>
    [JsonIgnore]
    public Channel? Stored { get; init; }

    public string? Version() => Stored is null ? null : Versions.Of(Stored);

    /// <param name="channel">As it is stored.</param>
    /// <param name="secret">The secret in clear, when it has just been set.</param>
    public static ChannelView Of(Channel channel, string? secret = null) => new()
    {
        Stored = channel,
        Id = channel.Id,
        Name = channel.Name,
        Key = channel.Key,
        Kind = channel.Kind,
        Enabled = channel.Enabled,
        DisabledReason = channel.DisabledReason,
        Webhook = channel.Webhook is { } webhook ? new(webhook.Url, secret ?? ChannelForm.Mask) : null,
        Email = channel.Email,
        CreatedAt = channel.CreatedAt,
        UpdatedAt = channel.UpdatedAt,
    };
}

public sealed record WebhookView(string Url, string Secret);

/// <summary>What came of a test.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">Tries begun.</param>
/// <param name="Detail">What came of the last.</param>
public sealed record ChannelTestView(DeliveryState State, int Attempts, string Detail);
