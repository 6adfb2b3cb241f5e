using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Core.Checks;

/// <summary>
/// Writes a result as an array, since a round holds up to fifty and every round is stored:
/// <c>["k3j9x2q2m5n7p8r4","u",1,3,9,45,1]</c> (monitor id without prefix, outcome's first letter, five phases in ms), then the evidence if any.
/// </summary>
internal sealed class CheckResultConverter : JsonConverter<CheckResult>
{
    public override CheckResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A check result is an array.");
        var monitorId = Ids.Monitor + String(ref reader);
        var outcome = String(ref reader) switch
        {
            "u" => Outcome.Up,
            "g" => Outcome.Degraded,
            "d" => Outcome.Down,
            "i" => Outcome.Inconclusive,
            var other => throw new JsonException($"'{other}' is no outcome."),
        };
        var timings = new Timings(Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader), Number(ref reader));
        reader.Read();
        Evidence? evidence = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            evidence = JsonSerializer.Deserialize<Evidence>(ref reader, options);
            reader.Read();
        }

        // A later version may append fields: they are passed over.
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            if (!reader.Read()) throw new JsonException("A check result ends too early.");
        }

        return new CheckResult { MonitorId = monitorId, Outcome = outcome, Timings = timings, Evidence = evidence };
    }

    public override void Write(Utf8JsonWriter writer, CheckResult value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.MonitorId.AsSpan(Ids.Monitor.Length));
        writer.WriteStringValue(value.Outcome switch
        {
            Outcome.Up => "u",
            Outcome.Degraded => "g",
            Outcome.Down => "d",
            _ => "i",
        });
        writer.WriteNumberValue(value.Timings.Resolve);
        writer.WriteNumberValue(value.Timings.Connect);
        writer.WriteNumberValue(value.Timings.Tls);
        writer.WriteNumberValue(value.Timings.FirstByte);
        writer.WriteNumberValue(value.Timings.Transfer);
        if (value.Evidence is not null) JsonSerializer.Serialize(writer, value.Evidence, options);
        writer.WriteEndArray();
    }

    private static string String(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw new JsonException("A check result begins with two texts.");
        return reader.GetString()!;
    }

    private static int Number(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.Number) throw new JsonException("A check result has five phases.");
        return reader.GetInt32();
    }
}
