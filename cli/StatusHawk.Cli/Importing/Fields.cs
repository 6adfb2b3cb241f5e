using System.Globalization;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;

namespace StatusHawk.Cli.Importing;

/// <summary>Reads fields of formats that are loose: a database's 1 for true, a number as a text, one name in two spellings.</summary>
internal static class Fields
{
    public static string? Text(this JsonObject thing, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (thing[name] is not JsonValue value) continue;
            var text = MonitorShape.Text(value) ?? value.ToJsonString();
            if (text.Length > 0) return text;
        }

        return null;
    }

    public static double? Number(this JsonObject thing, params ReadOnlySpan<string> names) =>
        double.TryParse(thing.Text(names), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Truth(this JsonObject thing, params ReadOnlySpan<string> names) => thing.Text(names) is "1" or "true" or "True";

    /// <summary>An object, or a text that holds one.</summary>
    public static JsonNode? Nested(this JsonObject thing, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (thing[name] is JsonObject or JsonArray) return thing[name];
            if (MonitorShape.Text(thing[name]) is not { Length: > 0 } text) continue;
            try
            {
                return JsonNode.Parse(text);
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }

        return null;
    }
}
