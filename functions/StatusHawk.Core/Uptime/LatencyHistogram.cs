using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Core.Uptime;

/// <summary>
/// Counts of durations in whole milliseconds, in buckets whose width grows with the value: exact below 128 ms, 64 buckets for each doubling above. A quantile is
/// therefore at most 1/128 (0.8 %) off, whatever the distribution. Two of them add up bucket by bucket, so hours make days without loss.
/// </summary>
/// <remarks>
/// The buckets are those of HdrHistogram (http://hdrhistogram.org) with 64 half-buckets: whole numbers only, so every machine makes the same bytes.
/// </remarks>
[JsonConverter(typeof(Converter))]
public sealed class LatencyHistogram
{
    private const int ExactBits = 6;
    private const int HalfBuckets = 1 << ExactBits;
    private readonly SortedDictionary<int, long> _counts = [];

    /// <summary>How many durations were added.</summary>
    public long Count { get; private set; }

    /// <param name="milliseconds">Negative ones count as 0.</param>
    public void Add(int milliseconds) => Add(BucketOf(Math.Max(0, milliseconds)), 1);

    public void Add(LatencyHistogram other)
    {
        foreach (var (bucket, count) in other._counts) Add(bucket, count);
    }

    /// <summary>The duration that this share of all does not exceed, by nearest rank, in milliseconds; null when there is none.</summary>
    /// <param name="share">0 to 1; the median is 0.5.</param>
    public int? Quantile(double share)
    {
        if (Count == 0) return null;

        // As a decimal, since 0.07 of 100 must be the 7th, and is more than 7 in binary.
        var rank = Math.Clamp((long)Math.Ceiling((decimal)share * Count), 1, Count);
        foreach (var (bucket, count) in _counts)
        {
            rank -= count;
            if (rank <= 0) return MiddleOf(bucket);
        }

        throw new InvalidOperationException("The buckets hold fewer than were counted.");
    }

    /// <summary>64 buckets for each doubling; the first two doublings are one bucket a millisecond.</summary>
    internal static int BucketOf(int milliseconds)
    {
        if (milliseconds < HalfBuckets) return milliseconds;
        var shift = BitOperations.Log2((uint)milliseconds) - ExactBits;
        return (shift << ExactBits) + (milliseconds >> shift);
    }

    internal static int MiddleOf(int bucket)
    {
        if (bucket < HalfBuckets) return bucket;
        var shift = (bucket >> ExactBits) - 1;
        var lowest = (HalfBuckets + (bucket & (HalfBuckets - 1))) << shift;
        return lowest + (((1 << shift) - 1) / 2);
    }

    private void Add(int bucket, long count)
    {
        _counts[bucket] = _counts.GetValueOrDefault(bucket) + count;
        Count += count;
    }

    /// <summary>Base64 of pairs of variable-length numbers (7 bits a byte, the lowest first): how many buckets further, how many in it.</summary>
    private sealed class Converter : JsonConverter<LatencyHistogram>
    {
        public override LatencyHistogram Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            ReadOnlySpan<byte> bytes = reader.GetBytesFromBase64();
            var histogram = new LatencyHistogram();
            var bucket = 0L;
            while (bytes.Length > 0)
            {
                bucket += Take(ref bytes);
                if (bucket > BucketOf(int.MaxValue)) throw new JsonException("A histogram has a bucket that no duration falls into.");
                var count = Take(ref bytes);
                if (count == 0 || count > long.MaxValue - histogram.Count) throw new JsonException("A histogram has a bucket with too few or too many in it.");
                histogram.Add((int)bucket, count);
            }

            return histogram;
        }

        public override void Write(Utf8JsonWriter writer, LatencyHistogram value, JsonSerializerOptions options)
        {
            var bytes = new List<byte>(value._counts.Count * 2);
            var last = 0;
            foreach (var (bucket, count) in value._counts)
            {
                Put(bytes, bucket - last);
                Put(bytes, count);
                last = bucket;
            }

            writer.WriteBase64StringValue(bytes.ToArray());
        }

        private static void Put(List<byte> bytes, long number)
        {
            for (; number >= 0x80; number >>= 7) bytes.Add((byte)(number | 0x80));
            bytes.Add((byte)number);
        }

        private static long Take(ref ReadOnlySpan<byte> bytes)
        {
            var number = 0L;
            for (var shift = 0; shift < 63; shift += 7)
            {
                if (bytes.Length == 0) break;
                var next = bytes[0];
                bytes = bytes[1..];
                number |= (long)(next & 0x7F) << shift;
                if (next < 0x80) return number;
            }

            throw new JsonException("A histogram ends within a number.");
        }
    }
}
