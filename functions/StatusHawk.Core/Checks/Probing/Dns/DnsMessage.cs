using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>DNS messages (RFC 1035 §4): questions written, answers read. Pure, and nothing that arrives makes it throw.</summary>
public static class DnsMessage
{
    /// <summary>
    /// Bytes of an answer over UDP that are asked for at most (RFC 6891 §6.2.5): what IPv6 carries in one piece everywhere, since fragments get lost and can be
    /// forged (DNS Flag Day 2020).
    /// </summary>
    public const int UdpSize = 1232;

    // As many as a message of 65,535 bytes can hold of the smallest useful records.
    private const int MaxRecords = 4096;

    // Aliases of aliases are followed by whoever answers; no honest chain comes near.
    private const int MaxAliases = 16;

    private const ushort Response = 0x8000;
    private const ushort Opcode = 0x7800;
    private const ushort TruncatedFlag = 0x0200;
    private const ushort RecursionDesired = 0x0100;
    private const ushort RcodeMask = 0x000F;
    private const ushort ClassIn = 1;
    private const ushort OptType = 41;

    /// <summary>Writes a question with recursion desired and EDNS (RFC 6891).</summary>
    /// <returns>False for a name that cannot be asked for; see <see cref="DnsName.TryNormalize"/>.</returns>
    public static bool TryQuery(ushort id, string? name, DnsType type, [NotNullWhen(true)] out byte[]? query)
    {
        query = null;
        if (!DnsName.TryNormalize(name, out var normal)) return false;

        // Header, name with its first length and its end, type and class, OPT.
        var bytes = new byte[12 + normal.Length + 2 + 4 + 11];
        var message = bytes.AsSpan();
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], RecursionDesired);
        message[5] = 1; // questions
        message[11] = 1; // additional records: OPT

        var rest = message[12..];
        foreach (var label in normal.Split('.'))
        {
            rest[0] = (byte)label.Length;
            Encoding.ASCII.GetBytes(label, rest[1..]);
            rest = rest[(label.Length + 1)..];
        }

        rest = rest[1..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], ClassIn);

        // OPT is a record of the root; its class is the size, its TTL flags that are all zero, and it has no data (RFC 6891 §6.1.2).
        rest = rest[5..];
        BinaryPrimitives.WriteUInt16BigEndian(rest, OptType);
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], UdpSize);
        query = bytes;
        return true;
    }

    /// <summary>Reads the answer to a question.</summary>
    /// <returns>Null for what is not one: another id, another question, no response, or not DNS at all. Of a truncated one, what was there to read.</returns>
    public static DnsResponse? Parse(ReadOnlySpan<byte> message, ushort id, string? name, DnsType type)
    {
        if (!DnsName.TryNormalize(name, out var asked)) return null;
        var reader = new DnsReader(message, 0);
        if (!reader.TryUInt16(out var gotId) || gotId != id) return null;
        if (!reader.TryUInt16(out var flags) || (flags & Response) == 0 || (flags & Opcode) != 0) return null;
        if (!reader.TryUInt16(out var questions) || questions != 1) return null;
        if (!reader.TryUInt16(out var answers) || !reader.TryUInt16(out var authorities) || !reader.TryUInt16(out var additionals)) return null;
        if (!reader.TryName(out var question) || question != asked) return null;
        if (!reader.TryUInt16(out var questionType) || questionType != (ushort)type) return null;
        if (!reader.TryUInt16(out var questionClass) || questionClass != ClassIn) return null;

        var truncated = (flags & TruncatedFlag) != 0;
        var whole = TryAnswers(message, ref reader, answers, type, out var records);
        if (!whole && !truncated) return null;

        var rcode = (ushort)(flags & RcodeMask);
        if (whole) rcode |= ExtendedRcode(message, ref reader, authorities + additionals);
        return new DnsResponse(new DnsRcode(rcode), truncated, Select(records, asked, type));
    }

    private static bool TryAnswers(ReadOnlySpan<byte> message, ref DnsReader reader, int count, DnsType type, out List<DnsRecord> records)
    {
        records = [];
        if (count > MaxRecords) return false;
        for (var i = 0; i < count; i++)
        {
            if (!TryRecord(ref reader, out var owner, out var recordType, out var recordClass, out var ttl, out var start, out var length)) return false;
            if (recordClass != ClassIn || (recordType != type && recordType != DnsType.CNAME)) continue;
            if (!DnsData.TryFormat(message[..(start + length)], start, recordType, out var data)) return false;

            // One with the highest bit set is to be taken for zero (RFC 2181 §8).
            records.Add(new DnsRecord(owner, recordType, ttl > int.MaxValue ? 0 : (int)ttl, data));
        }

        return true;
    }

    /// <summary>The upper eight bits, which EDNS keeps in its own record; without them BADVERS would look like success.</summary>
    private static ushort ExtendedRcode(ReadOnlySpan<byte> message, ref DnsReader reader, int count)
    {
        for (var i = 0; i < count && i < MaxRecords; i++)
        {
            // What follows the answers is not needed: a fault there costs nothing.
            if (!TryRecord(ref reader, out var owner, out var type, out _, out var ttl, out _, out _)) return 0;
            if ((ushort)type == OptType && owner == ".") return (ushort)(ttl >> 24 << 4);
        }

        return 0;
    }

    private static bool TryRecord(
        ref DnsReader reader, out string owner, out DnsType type, out ushort recordClass, out uint ttl, out int start, out int length)
    {
        (type, recordClass, ttl, start, length) = (default, 0, 0, 0, 0);
        if (!reader.TryName(out owner) || !reader.TryUInt16(out var number) || !reader.TryUInt16(out recordClass)) return false;
        if (!reader.TryUInt32(out ttl) || !reader.TryUInt16(out var dataLength)) return false;
        (type, start, length) = ((DnsType)number, reader.Position, dataLength);
        return reader.TryBytes(dataLength, out _);
    }

    private static IReadOnlyList<DnsRecord> Select(List<DnsRecord> records, string asked, DnsType type)
    {
        if (type == DnsType.CNAME) return [.. records.Where(record => record.Name == asked)];

        var aliases = new Dictionary<string, string>();
        foreach (var record in records.Where(record => record.Type == DnsType.CNAME)) aliases.TryAdd(record.Name, record.Data);

        var names = new HashSet<string> { asked };
        for (var name = asked; names.Count <= MaxAliases && aliases.TryGetValue(name, out var target) && names.Add(target);) name = target;
        return [.. records.Where(record => record.Type == type && names.Contains(record.Name))];
    }
}
