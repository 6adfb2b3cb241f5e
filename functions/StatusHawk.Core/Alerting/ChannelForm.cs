using System.Net.Mail;
using System.Text.Json;
using StatusHawk.Core.Alerting.Channels;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Alerting;

/// <summary>Reads a channel that a person sent.</summary>
public static class ChannelForm
{
    /// <summary>How a stored secret is shown, and how it is asked to be kept.</summary>
    public const string Mask = SecretInput.Mask;

    /// <param name="body">What was sent.</param>
    /// <param name="stored">What it changes: a field that is not named stays. Null for a new one: what is not named takes its default.</param>
    /// <param name="rules">What this installation allows; receivers on private addresses are allowed where private targets are.</param>
    /// <param name="errors">Where to say what is wrong.</param>
    /// <returns>Null when anything is wrong.</returns>
    public static ChannelInput? Read(JsonElement body, Channel? stored, MonitorRules rules, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;

        var kind = Kind(fields, stored);
        var name = Name(fields) ?? stored?.Name ?? "";
        var enabled = fields.Boolean("enabled") ?? stored?.Enabled ?? true;
        var input = new ChannelInput { Name = name, Key = StableKey.Read(fields, stored?.Key), Kind = kind ?? ChannelKind.Webhook, Enabled = enabled };
        if (kind == ChannelKind.Webhook) input = Webhook(fields, input, stored, rules, errors);
        if (kind == ChannelKind.Email) input = Email(fields, input, stored);
        if (stored is null && !fields.Has("name")) fields.Refuse("name", "Is required.");
        fields.Close("id", "disabledReason", "createdAt", "updatedAt");
        return errors.Any ? null : input;
    }

    private static ChannelKind? Kind(FieldReader fields, Channel? stored)
    {
        var sent = fields.Text("kind");
        ChannelKind? kind = sent switch { "webhook" => ChannelKind.Webhook, "email" => ChannelKind.Email, _ => null };
        if (sent is not null && kind is null) fields.Refuse("kind", "Must be webhook or email.");
        if (stored is null && !fields.Has("kind")) fields.Refuse("kind", "Is required: webhook or email.");
        if (stored is not null && kind is not null && kind != stored.Kind) fields.Refuse("kind", "Cannot be changed; make another channel.");
        return stored?.Kind ?? kind;
    }

    private static string? Name(FieldReader fields)
    {
        if (fields.Text("name")?.Trim() is not { } name) return null;
        if (name.Length is > 0 and <= ChannelLimits.MaxNameLength && !name.Any(char.IsControl)) return name;
        fields.Refuse("name", $"Must be 1 to {ChannelLimits.MaxNameLength} characters without control characters.");
        return null;
    }

    private static ChannelInput Webhook(FieldReader fields, ChannelInput input, Channel? stored, MonitorRules rules, FieldErrors errors)
    {
        if (fields.Has("email")) fields.Refuse("email", "Belongs to channels of kind email.");
        if (fields.Object("webhook") is not { } webhook)
        {
            if (stored is null && !fields.Has("webhook")) fields.Refuse("webhook", "Is required.");
            return input with { Url = stored?.Webhook?.Url ?? "" };
        }

        var url = webhook.Text("url");
        if (url is not null && TargetUrl.WhatIsWrong(url, rules.AllowPrivateTargets) is { } wrong) webhook.Refuse("url", wrong);
        if (stored is null && !webhook.Has("url")) webhook.Refuse("url", "Is required.");
        var secret = webhook.Text("secret");
        if (secret == Mask && stored is not null) secret = null;
        else if (secret is not null && !StandardWebhook.IsSecret(secret))
            webhook.Refuse("secret", $"Must be {StandardWebhook.SecretPrefix} and {StandardWebhook.MinSecretBytes} to {StandardWebhook.MaxSecretBytes} bytes in base64; leave it out to have one made.");
        webhook.Close();

        // A secret that somebody chose for one receiver is not to sign for another.
        var moved = stored?.Webhook is { } before && url is not null && !SameOrigin(before.Url, url);
        if (moved && secret is null && !errors.Any) secret = StandardWebhook.NewSecret();
        return input with { Url = url is null ? stored?.Webhook?.Url ?? "" : TargetUrl.WithoutFragment(url), Secret = secret ?? (stored is null ? StandardWebhook.NewSecret() : null) };
    }

    private static ChannelInput Email(FieldReader fields, ChannelInput input, Channel? stored)
    {
        if (fields.Has("webhook")) fields.Refuse("webhook", "Belongs to channels of kind webhook.");
        if (fields.Object("email") is not { } email)
        {
            if (stored is null && !fields.Has("email")) fields.Refuse("email", "Is required.");
            return input with { To = stored?.Email?.To ?? [] };
        }

        var to = email.Texts("to");
        if (!email.Has("to") && stored is null) email.Refuse("to", "Is required.");
        if (to is { Count: 0 or > ChannelLimits.MaxAddresses }) email.Refuse("to", $"Must be 1 to {ChannelLimits.MaxAddresses} addresses.");
        for (var i = 0; i < to?.Count; i++)
            if (!IsAddress(to[i])) email.Refuse("to", i, "Is no e-mail address.");
        email.Close();
        return input with { To = to is null ? stored?.Email?.To ?? [] : [.. to.Distinct(StringComparer.OrdinalIgnoreCase)] };
    }

    private static bool SameOrigin(string one, string other) =>
        Uri.TryCreate(one, UriKind.Absolute, out var a) && Uri.TryCreate(other, UriKind.Absolute, out var b)
        && a.GetLeftPart(UriPartial.Authority).Equals(b.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);

    // An address alone, without a display name, comments or quotes.
    private static bool IsAddress(string text) =>
        text.Length <= ChannelLimits.MaxAddressLength && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or ',' or ';') && parsed.Host.Contains('.');
}
