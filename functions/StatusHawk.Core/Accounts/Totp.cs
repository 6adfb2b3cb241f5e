using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Accounts;

/// <summary>Codes that change with the time (RFC 6238): SHA-1 and 30 seconds, which is what all apps for them know.</summary>
public static class Totp
{
    public const int Digits = 6;
    private const int SecretBytes = 20;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>A secret, in base32 as apps take it.</summary>
    public static string NewSecret() => ToBase32(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>What a QR code for an app holds.</summary>
    public static string Uri(string secret, string email) =>
        $"otpauth://totp/StatusHawk:{System.Uri.EscapeDataString(email)}?secret={secret}&issuer=StatusHawk&algorithm=SHA1&digits={Digits}&period={Step.TotalSeconds:0}";

    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The step that a code is of, if it is of the present one or a neighbour, and later than one that was used already; otherwise null.</summary>
    /// <param name="secret">In base32.</param>
    /// <param name="code">What the person typed, without spaces.</param>
    /// <param name="now">When.</param>
    /// <param name="lastUsed">The last step of which a code was used.</param>
    public static long? Match(string secret, string code, DateTimeOffset now, long lastUsed)
    {
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(FromBase32(secret), step)), Encoding.UTF8.GetBytes(code)) && step > lastUsed) found ??= step;
        }

        return found;
    }

    /// <summary>The code of a step.</summary>
    public static string Code(byte[] secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The RFC's algorithm; nothing here rests on its freedom from collisions.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        var code = (number % (long)Math.Pow(10, digits)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return code.PadLeft(digits, '0');
    }

    public static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (buffer, bits) = (((buffer << 8) | one) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Base32[(buffer >> (bits - 5)) & 31]);
        }

        if (bits > 0) text.Append(Base32[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    public static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in text)
        {
            (buffer, bits) = (((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }

        return [.. bytes];
    }
}
