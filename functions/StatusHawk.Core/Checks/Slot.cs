using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Core.Checks;

/// <summary>
/// The instant, in whole seconds UTC, at which a shard's checks are due: <c>phase + n × interval</c> since 1970. Never derived from "now", so every
/// repeat of the same work carries the same slot. Written as seconds since 1970 in JSON, as <c>yyyyMMddTHHmmssZ</c> in ids.
/// </summary>
[JsonConverter(typeof(SlotConverter))]
public readonly record struct Slot(long EpochSeconds) : IComparable<Slot>
{
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(EpochSeconds);

    /// <summary>The whole second that an instant lies in.</summary>
    public static Slot Of(DateTimeOffset time) => new(time.ToUnixTimeSeconds());

    public int CompareTo(Slot other) => EpochSeconds.CompareTo(other.EpochSeconds);

    public static bool operator <(Slot left, Slot right) => left.EpochSeconds < right.EpochSeconds;
    public static bool operator >(Slot left, Slot right) => left.EpochSeconds > right.EpochSeconds;
    public static bool operator <=(Slot left, Slot right) => left.EpochSeconds <= right.EpochSeconds;
    public static bool operator >=(Slot left, Slot right) => left.EpochSeconds >= right.EpochSeconds;
    public static Slot operator +(Slot slot, TimeSpan duration) => new(slot.EpochSeconds + (long)duration.TotalSeconds);
    public static Slot operator -(Slot slot, TimeSpan duration) => new(slot.EpochSeconds - (long)duration.TotalSeconds);

    public override string ToString() => Time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private sealed class SlotConverter : JsonConverter<Slot>
    {
        public override Slot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Slot value, JsonSerializerOptions options) => writer.WriteNumberValue(value.EpochSeconds);
    }
}
