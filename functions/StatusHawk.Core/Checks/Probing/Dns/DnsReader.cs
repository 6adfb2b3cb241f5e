using System.Buffers.Binary;
using System.Text;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>
/// Walks over a message that may be anything. Each read says whether there was something to read, and none leaves the message; what was read before a failure
/// is of no use.
/// </summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message, int position)
{
    private const int HeaderLength = 12;
    private const int MaxNameOctets = 255;

    // A name has at most 127 labels, and no sender needs more pointers than labels. Without a bound, pointers to pointers make a small message cost much.
    private const int MaxPointers = 127;

    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; private set; } = position;

    public bool TryByte(out byte value)
    {
        value = 0;
        if (!TryBytes(1, out var bytes)) return false;
        value = bytes[0];
        return true;
    }

    public bool TryUInt16(out ushort value)
    {
        value = 0;
        if (!TryBytes(2, out var bytes)) return false;
        value = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return true;
    }

    public bool TryUInt32(out uint value)
    {
        value = 0;
        if (!TryBytes(4, out var bytes)) return false;
        value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
    }

    public bool TryBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count < 0 || _message.Length - Position < count) return false;
        bytes = _message.Slice(Position, count);
        Position += count;
        return true;
    }

    /// <summary>A name (RFC 1035 §3.1, §4.1.4) in lower case without the trailing dot, and "." for the root.</summary>
    public bool TryName(out string name)
    {
        name = "";
        var text = new StringBuilder();
        var at = Position;
        var segment = Position;
        var octets = 1;
        var pointers = 0;
        int? after = null;
        while (true)
        {
            if (at >= _message.Length) return false;
            var length = _message[at];
            if (length == 0)
            {
                Position = after ?? at + 1;
                name = text.Length == 0 ? "." : text.ToString();
                return true;
            }

            switch (length & 0xC0)
            {
                case 0xC0:
                    if (at + 1 >= _message.Length || ++pointers > MaxPointers) return false;
                    var target = ((length & 0x3F) << 8) | _message[at + 1];

                    // Only to before where this piece of the name began: every jump goes further back, so that none can come round.
                    if (target < HeaderLength || target >= segment) return false;
                    after ??= at + 2;
                    at = segment = target;
                    break;

                case 0:
                    octets += length + 1;
                    if (octets > MaxNameOctets || _message.Length - at - 1 < length) return false;
                    if (text.Length > 0) text.Append('.');
                    DnsText.AppendLabel(text, _message.Slice(at + 1, length));
                    at += length + 1;
                    break;

                default:
                    // Two kinds of label that were proposed and never came into use.
                    return false;
            }
        }
    }
}
