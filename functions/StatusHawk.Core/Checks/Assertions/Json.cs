using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>JSON that a stranger wrote, read strictly (RFC 8259) into the form that paths are asked of.</summary>
internal static class Json
{
    private const int MaxDepth = 64;

    /// <summary>The document; null when it is not JSON, or nested deeper than 64. Of members of one name the last counts.</summary>
    public static JToken? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // Besides what is no JSON: half a surrogate pair, which JSON may escape, is no text.
            return null;
        }
    }

    /// <summary>Null when it is no number.</summary>
    public static double? Number(JToken value) => (value as JValue)?.Value switch
    {
        long number => number,
        double number => number,
        _ => null,
    };

    /// <summary>Whether two are the same JSON: numbers by value, objects whatever the order of their members.</summary>
    public static bool AreEqual(JToken one, JToken other) =>
        Number(one) is { } a && Number(other) is { } b ? a.Equals(b)
        : (one, other) switch
        {
            (JArray left, JArray right) => left.Count == right.Count && left.Zip(right, AreEqual).All(same => same),
            (JObject left, JObject right) => left.Count == right.Count
                && left.Properties().All(member => right.TryGetValue(member.Name, StringComparison.Ordinal, out var found) && AreEqual(member.Value, found)),
            _ => JToken.DeepEquals(one, other),
        };

    public static bool IsTypeName(string type) => type is "object" or "array" or "string" or "number" or "integer" or "boolean" or "null";

    public static bool IsOfType(JToken value, string type) => type switch
    {
        "object" => value is JObject,
        "array" => value is JArray,
        "string" => value.Type == JTokenType.String,
        "boolean" => value.Type == JTokenType.Boolean,
        "null" => value.Type == JTokenType.Null,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == Math.Floor(number),
        _ => false,
    };

    private static JToken Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JObject();
                foreach (var member in element.EnumerateObject()) members[member.Name] = Read(member.Value);
                return members;
            case JsonValueKind.Array:
                var items = new JArray();
                foreach (var item in element.EnumerateArray()) items.Add(Read(item));
                return items;
            case JsonValueKind.String:
                return new JValue(element.GetString());
            case JsonValueKind.Number:
                return element.TryGetInt64(out var whole) ? new JValue(whole) : new JValue(element.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return new JValue(element.GetBoolean());
            default:
                return JValue.CreateNull();
        }
    }
}
