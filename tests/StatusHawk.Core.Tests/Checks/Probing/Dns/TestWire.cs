using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

/// <summary>DNS on the wire, written a second time for tests, so that a mistake of the product's own is not made on both sides.</summary>
internal static class TestWire
{
    /// <summary>A record, its data already on the wire.</summary>
    public sealed record Record(string Name, DnsType Type, uint Ttl, byte[] Data, ushort Class = 1);

    public static ushort Id(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message);

    /// <summary>A question without EDNS.</summary>
    public static byte[] Query(ushort id, string name, DnsType type) => [.. U16(id), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Name(name), .. U16((ushort)type), 0, 1];

    /// <summary>What is asked; null for what is no question.</summary>
    public static (string Name, DnsType Type)? Question(byte[] message)
    {
        if (message.Length < 17 || message[4] != 0 || message[5] != 1) return null;
        var end = EndOfName(message, 12);
        if (end + 4 > message.Length) return null;
        return (NameOf(message.AsSpan(12, end - 12)), (DnsType)BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(end)));
    }

    /// <summary>The answer to a question.</summary>
    /// <param name="idXor">Changes the id when it is not 0.</param>
    public static byte[] Response(byte[] query, int rcode, IReadOnlyList<Record> records, bool truncated = false, int idXor = 0)
    {
        var question = query[12..(EndOfName(query, 12) + 4)];
        return
        [
            .. U16((ushort)(Id(query) ^ idXor)), (byte)(0x81 | (truncated ? 2 : 0)), (byte)(0x80 | (rcode & 15)), 0, 1, .. U16((ushort)records.Count), 0, 0, 0, 1,
            .. question,
            .. records.SelectMany(Encode),
            .. Opt(rcode >> 4),
        ];
    }

    public static byte[] Encode(Record record) =>
        [.. Name(record.Name), .. U16((ushort)record.Type), .. U16(record.Class), .. U32(record.Ttl), .. U16((ushort)record.Data.Length), .. record.Data];

    /// <summary>The record of EDNS.</summary>
    /// <param name="rcode">Its eight bits of the rcode.</param>
    public static byte[] Opt(int rcode = 0) => [0, 0, 41, 4, 208, (byte)rcode, 0, 0, 0, 0, 0];

    /// <summary>Uncompressed. An empty one and "." are the root.</summary>
    public static byte[] Name(string name) =>
        [.. name.Trim('.').Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.Latin1.GetBytes(label).Prepend((byte)label.Length)), 0];

    /// <summary>The text of an uncompressed name.</summary>
    public static string NameOf(ReadOnlySpan<byte> name)
    {
        var labels = new List<string>();
        for (var at = 0; name[at] != 0; at += name[at] + 1) labels.Add(Encoding.Latin1.GetString(name.Slice(at + 1, name[at])));
        return string.Join('.', labels);
    }

    /// <summary>Data from the form that zone files have for it.</summary>
    public static byte[] Data(DnsType type, string text)
    {
        var words = text.Split(' ');
        return type switch
        {
            DnsType.A or DnsType.AAAA => IPAddress.Parse(text).GetAddressBytes(),
            DnsType.NS or DnsType.CNAME => Name(text),
            DnsType.MX => [.. U16(ushort.Parse(words[0], CultureInfo.InvariantCulture)), .. Name(words[1])],
            DnsType.TXT => Strings(Encoding.UTF8.GetBytes(text)),
            DnsType.SOA => [.. Name(words[0]), .. Name(words[1]), .. words[2..].SelectMany(word => U32(uint.Parse(word, CultureInfo.InvariantCulture)))],
            DnsType.CAA => [byte.Parse(words[0], CultureInfo.InvariantCulture), (byte)words[1].Length, .. Encoding.ASCII.GetBytes(words[1] + string.Join(' ', words[2..]).Trim('"'))],
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
    }

    /// <summary>A TXT's strings of at most 255 bytes each.</summary>
    public static byte[] Strings(byte[] bytes) => bytes.Length == 0 ? [0] : [.. bytes.Chunk(255).SelectMany(part => part.Prepend((byte)part.Length))];

    private static byte[] U16(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] U32(uint value) => [.. U16((ushort)(value >> 16)), .. U16((ushort)value)];

    /// <summary>Where an uncompressed name ends; beyond the message if it does not.</summary>
    private static int EndOfName(byte[] message, int at)
    {
        while (at < message.Length && message[at] != 0) at += message[at] + 1;
        return at + 1;
    }
}
