using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Alerting.Channels;

/// <summary>Signatures by Standard Webhooks 1.0.0 (standardwebhooks.com).</summary>
public static class StandardWebhook
{
    public const string SecretPrefix = "whsec_";

    /// <summary>A secret's length in bytes, by the standard.</summary>
    public const int MinSecretBytes = 24;
    public const int MaxSecretBytes = 64;

    /// <summary>A new secret of 32 random bytes.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a text is a secret that may be signed with.</summary>
    public static bool IsSecret(string text)
    {
        var bytes = new byte[MaxSecretBytes + 1];
        return text.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[SecretPrefix.Length..], bytes, out var length)
            && length is >= MinSecretBytes and <= MaxSecretBytes;
    }

    /// <summary>The value of <c>webhook-signature</c>: HMAC-SHA256 over <c>{id}.{timestamp}.{body}</c>.</summary>
    /// <param name="secret">One that <see cref="IsSecret"/> accepts.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The time of the attempt; <c>webhook-timestamp</c> has its seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    public static string Sign(string secret, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp.ToUnixTimeSeconds()}."));
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), (byte[])[.. head, .. body]));
    }
}
