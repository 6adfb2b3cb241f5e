using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StatusHawk.Core.Watching;

/// <summary>
/// What a queue's sender writes into every message, before its own fields: since when it can be taken, and the trace that it belongs to. Whoever reads the
/// message itself sees fields that it does not know.
/// </summary>
/// <param name="Due">From when the message can be seen; null: not told.</param>
/// <param name="Trace">The sender's span; default: not told.</param>
public sealed record MessageEnvelope(DateTimeOffset? Due, ActivityContext Trace)
{
    /// <summary>The most that it adds to a message, in bytes.</summary>
    public const int MaxBytes = 128;

    private const string DueName = "due";
    private const string TraceName = "traceparent";
    private static readonly MessageEnvelope Nothing = new(null, default);

    /// <summary>The same message with the envelope in front. What is no JSON object with something in it is left as it is.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> json)
    {
        if (json.Length < 3 || json[0] != '{') return json.ToArray();
        var front = new StringBuilder("{");
        if (Due is { } due) front.Append(CultureInfo.InvariantCulture, $"\"{DueName}\":{due.ToUnixTimeMilliseconds()},");
        if (Trace != default) front.Append(CultureInfo.InvariantCulture, $"\"{TraceName}\":\"00-{Trace.TraceId}-{Trace.SpanId}-{(int)Trace.TraceFlags:x2}\",");
        return [.. Encoding.ASCII.GetBytes(front.ToString()), .. json[1..]];
    }

    /// <summary>What is in front of a message; nothing where there is nothing, or rubbish.</summary>
    public static MessageEnvelope Read(string message)
    {
        var front = Encoding.UTF8.GetBytes(message, 0, Math.Min(message.Length, MaxBytes));
        var reader = new Utf8JsonReader(front, isFinalBlock: false, state: default);
        var read = Nothing;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Nothing;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals(DueName) && reader.Read()) read = read with { Due = ReadDue(reader) };
                else if (reader.ValueTextEquals(TraceName) && reader.Read()) return read with { Trace = ReadTrace(reader) };
                else return read;
            }
        }
        catch (JsonException)
        {
            // Whoever reads the message itself will say so.
        }

        return read;
    }

    private static DateTimeOffset? ReadDue(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var milliseconds) && milliseconds is >= 0 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    private static ActivityContext ReadTrace(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && ActivityContext.TryParse(reader.GetString(), null, isRemote: true, out var trace) ? trace : default;
}
