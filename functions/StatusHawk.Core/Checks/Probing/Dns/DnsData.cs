using System.Globalization;
using System.Net;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>What records say, in the form that zone files have for it.</summary>
internal static class DnsData
{
    /// <param name="message">The message up to the end of the data, so that names in it can point back and nothing can read on.</param>
    /// <param name="start">Where the data begins.</param>
    /// <param name="text">See <see cref="DnsRecord.Data"/>.</param>
    /// <returns>False for data that is not of the type's form: too short, too long, or a broken name.</returns>
    public static bool TryFormat(ReadOnlySpan<byte> message, int start, DnsType type, out string text)
    {
        var reader = new DnsReader(message, start);
        var read = type switch
        {
            DnsType.A => TryAddress(ref reader, 4, out text),
            DnsType.AAAA => TryAddress(ref reader, 16, out text),
            DnsType.NS or DnsType.CNAME => reader.TryName(out text),
            DnsType.MX => TryMx(ref reader, out text),
            DnsType.TXT => TryTxt(ref reader, message.Length, out text),
            DnsType.SOA => TrySoa(ref reader, out text),
            DnsType.CAA => TryCaa(ref reader, message.Length, out text),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
        return read && reader.Position == message.Length;
    }

    private static bool TryAddress(ref DnsReader reader, int length, out string text)
    {
        text = "";
        if (!reader.TryBytes(length, out var bytes)) return false;
        text = new IPAddress(bytes).ToString();
        return true;
    }

    private static bool TryMx(ref DnsReader reader, out string text)
    {
        text = "";
        if (!reader.TryUInt16(out var preference) || !reader.TryName(out var exchange)) return false;
        text = string.Create(CultureInfo.InvariantCulture, $"{preference} {exchange}");
        return true;
    }

    /// <summary>
    /// RFC 1035 §3.3.14. Strings are joined without anything between, as SPF and DKIM ask for it (RFC 7208 §3.3): a text may break at any byte.
    /// </summary>
    private static bool TryTxt(ref DnsReader reader, int end, out string text)
    {
        text = "";
        var joined = new byte[end - reader.Position];
        var length = 0;
        while (reader.Position < end)
        {
            if (!reader.TryByte(out var count) || !reader.TryBytes(count, out var part)) return false;
            part.CopyTo(joined.AsSpan(length));
            length += count;
        }

        text = DnsText.Of(joined.AsSpan(0, length));
        return true;
    }

    /// <summary>RFC 1035 §3.3.13.</summary>
    private static bool TrySoa(ref DnsReader reader, out string text)
    {
        text = "";
        if (!reader.TryName(out var mname) || !reader.TryName(out var rname)) return false;
        if (!reader.TryUInt32(out var serial) || !reader.TryUInt32(out var refresh) || !reader.TryUInt32(out var retry)) return false;
        if (!reader.TryUInt32(out var expire) || !reader.TryUInt32(out var minimum)) return false;
        text = string.Create(CultureInfo.InvariantCulture, $"{mname} {rname} {serial} {refresh} {retry} {expire} {minimum}");
        return true;
    }

    /// <summary>RFC 8659 §4.1.</summary>
    private static bool TryCaa(ref DnsReader reader, int end, out string text)
    {
        text = "";
        if (!reader.TryByte(out var flags) || !reader.TryByte(out var tagLength) || tagLength == 0 || !reader.TryBytes(tagLength, out var tag)) return false;

        // Tags are letters and digits and nothing else: one that is not could pretend to be a whole record.
        foreach (var octet in tag)
        {
            if (!char.IsAsciiLetterOrDigit((char)octet)) return false;
        }

        if (!reader.TryBytes(end - reader.Position, out var value)) return false;
        text = string.Create(CultureInfo.InvariantCulture, $"{flags} {DnsText.Of(tag).ToLowerInvariant()} \"{DnsText.Of(value, quoted: true)}\"");
        return true;
    }
}
