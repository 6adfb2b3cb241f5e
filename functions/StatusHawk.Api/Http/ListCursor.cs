using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>
/// A place in a list, as a text that nobody need understand. It ends with a checksum over the list that it is of, filters included: the place of one list is none in
/// another. The checksum keeps slips out and no secret in: who makes one up sees another part of a list that is open to him anyhow.
/// </summary>
public static class ListCursor
{
    /// <summary>Longer than any that is handed out.</summary>
    public const int MaxLength = 200;

    private const int TimeBytes = sizeof(long);
    private const int CheckBytes = 8;

    /// <param name="place">Where the list goes on.</param>
    /// <param name="list">What tells it from every other list.</param>
    public static string Of(ListPlace place, string list)
    {
        var bytes = new byte[TimeBytes + CheckBytes + Encoding.UTF8.GetByteCount(place.Id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, place.At.UtcTicks);
        Encoding.UTF8.GetBytes(place.Id, bytes.AsSpan(TimeBytes + CheckBytes));
        CheckOf(bytes, list).CopyTo(bytes.AsSpan(TimeBytes));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null when it is not of this list, or no cursor at all.</summary>
    public static ListPlace? Read(string text, string list)
    {
        if (!Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= TimeBytes + CheckBytes || !CheckOf(bytes, list).SequenceEqual(bytes.AsSpan(TimeBytes, CheckBytes))) return null;
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), Encoding.UTF8.GetString(bytes.AsSpan(TimeBytes + CheckBytes)))
            : null;
    }

    private static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> bytes, string list)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes[..TimeBytes]);
        hash.AppendData(bytes[(TimeBytes + CheckBytes)..]);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        return hash.GetHashAndReset().AsSpan(0, CheckBytes);
    }
}
