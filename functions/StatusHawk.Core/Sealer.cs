using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core;

/// <summary>
/// Seals secrets with AES-256-GCM: <c>v1.{key id}.{base64url of nonce, ciphertext and tag}</c>. The place a secret belongs to (a monitor's id, say)
/// is authenticated with it, so that a sealed text copied to another place does not open there.
/// </summary>
public sealed class Sealer
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly SealingOptions _options;

    /// <exception cref="ArgumentException">The current key id has no key, or a key is not 32 bytes of base64.</exception>
    public Sealer(SealingOptions options)
    {
        if (!options.Keys.ContainsKey(options.CurrentKeyId))
            throw new ArgumentException($"Sealing:CurrentKeyId is '{options.CurrentKeyId}', but Sealing:Keys holds no key of that id.");
        foreach (var (id, key) in options.Keys)
        {
            var bytes = new byte[33];
            if (!Convert.TryFromBase64String(key ?? "", bytes, out var length) || length != 32)
                throw new ArgumentException($"Sealing:Keys:{id} must be 32 random bytes in base64 (openssl rand -base64 32).");
            if (id.Length == 0 || id.Contains('.')) throw new ArgumentException("A sealing key's id must not be empty or contain a dot.");
        }

        _options = options;
    }

    public string Seal(string secret, string place)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Convert.FromBase64String(_options.Keys[_options.CurrentKeyId]), TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes, plain.Length), sealedBytes.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(place));
        return $"v1.{_options.CurrentKeyId}.{System.Buffers.Text.Base64Url.EncodeToString(sealedBytes)}";
    }

    /// <exception cref="CryptographicException">The text was changed, belongs to another place, or its key is gone.</exception>
    public string Open(string sealedText, string place)
    {
        var parts = sealedText.Split('.');
        if (parts is not ["v1", var keyId, var body] || !_options.Keys.TryGetValue(keyId, out var key))
            throw new CryptographicException("A secret was sealed with a key that this app does not have (Sealing:Keys).");
        byte[] bytes;
        try
        {
            bytes = System.Buffers.Text.Base64Url.DecodeFromChars(body);
        }
        catch (FormatException e)
        {
            throw new CryptographicException("A sealed secret is damaged.", e);
        }

        if (bytes.Length < NonceBytes + TagBytes) throw new CryptographicException("A sealed secret is damaged.");
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Convert.FromBase64String(key), TagBytes);
        aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(place));
        return Encoding.UTF8.GetString(plain);
    }
}
