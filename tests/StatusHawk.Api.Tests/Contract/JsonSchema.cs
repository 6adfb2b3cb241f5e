using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>Which way a value goes.</summary>
internal enum Direction
{
    /// <summary>Sent to the API: nothing that is read only.</summary>
    Request,

    /// <summary>Sent by the API: nothing that is write only, and no field that the schema does not name, though readers are asked to expect some.</summary>
    Answer,
}

/// <summary>
/// As much of JSON Schema 2020-12 as the contract uses. It is strict about itself: a keyword that it does not know is an exception, so that none is passed over.
/// </summary>
internal sealed partial class JsonSchema(JsonElement root)
{
    private static readonly HashSet<string> Annotations =
        ["description", "title", "default", "examples", "format", "readOnly", "writeOnly", "type", "required", "additionalProperties", "$ref"];

    /// <returns>Everything that does not fit, each with the place where it stands; nothing when all does.</returns>
    public IReadOnlyList<string> Check(JsonElement schema, JsonElement value, Direction direction)
    {
        var faults = new List<string>();
        Check(schema, value, direction, "#", faults);
        return faults;
    }

    /// <summary>What a reference stands for, or the thing itself.</summary>
    public JsonElement Follow(JsonElement thing)
    {
        while (thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty("$ref", out var reference))
            thing = reference.GetString()![2..].Split('/').Aggregate(root, (at, name) => at.GetProperty(name));
        return thing;
    }

    private void Check(JsonElement schema, JsonElement value, Direction direction, string at, List<string> faults)
    {
        if (schema.ValueKind is JsonValueKind.True) return;
        if (schema.TryGetProperty("$ref", out _)) Check(Follow(schema), value, direction, at, faults);
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Is(name, value)))
        {
            faults.Add($"{at} is {Shown(value)} and should be {type}.");
            return;
        }

        foreach (var keyword in schema.EnumerateObject()) Check(keyword, schema, value, direction, at, faults);
        if (schema.TryGetProperty("format", out var format) && value.ValueKind == JsonValueKind.String && !Formats.Fits(format.GetString()!, value.GetString()!)) faults.Add($"{at} is {Shown(value)} and no {format}.");
        if (value.ValueKind == JsonValueKind.Object && (schema.TryGetProperty("type", out _) || schema.TryGetProperty("properties", out _))) CheckObject(schema, value, direction, at, faults);
    }

    private void Check(JsonProperty keyword, JsonElement schema, JsonElement value, Direction direction, string at, List<string> faults)
    {
        var (limit, text) = (keyword.Value, value.ValueKind == JsonValueKind.String ? value.GetString()! : null);
        var (list, count) = (value.ValueKind == JsonValueKind.Array, value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0);
        var fits = keyword.Name switch
        {
            "enum" => limit.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
            "const" => JsonElement.DeepEquals(limit, value),
            "minLength" => text is null || text.Length >= limit.GetInt32(),
            "maxLength" => text is null || text.Length <= limit.GetInt32(),
            "pattern" => text is null || Regex.IsMatch(text, Ending().Replace(limit.GetString()!, "\\z"), RegexOptions.CultureInvariant),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= limit.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= limit.GetDouble(),
            "minItems" => !list || count >= limit.GetInt32(),
            "maxItems" => !list || count <= limit.GetInt32(),
            "maxProperties" => value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() <= limit.GetInt32(),
            "oneOf" => limit.EnumerateArray().Count(one => Fits(one, value, direction, at)) == 1,
            "items" => CheckItems(limit, value, direction, at, faults),
            "properties" => true,
            _ when Annotations.Contains(keyword.Name) => true,
            _ => throw new NotSupportedException($"The keyword {keyword.Name} in {schema}."),
        };
        if (!fits) faults.Add($"{at} is {Shown(value)}, against {keyword.Name} {Shown(limit)}.");
    }

    private bool Fits(JsonElement schema, JsonElement value, Direction direction, string at)
    {
        var faults = new List<string>();
        Check(schema, value, direction, at, faults);
        return faults.Count == 0;
    }

    private bool CheckItems(JsonElement items, JsonElement value, Direction direction, string at, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array) return true;
        foreach (var (i, item) in value.EnumerateArray().Index()) Check(items, item, direction, $"{at}/{i}", faults);
        return true;
    }

    private void CheckObject(JsonElement schema, JsonElement value, Direction direction, string at, List<string> faults)
    {
        var properties = schema.TryGetProperty("properties", out var named) ? named.EnumerateObject().ToDictionary(one => one.Name, one => one.Value) : [];
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Select(one => one.GetString()!))
                if (!value.TryGetProperty(name, out _) && !(properties.TryGetValue(name, out var missing) && Refused(missing, direction))) faults.Add($"{at}/{name} is missing.");

        var others = schema.TryGetProperty("additionalProperties", out var rest) ? rest : default;
        foreach (var property in value.EnumerateObject())
        {
            var place = $"{at}/{property.Name}";
            if (properties.TryGetValue(property.Name, out var known))
            {
                if (Refused(known, direction)) faults.Add($"{place} does not go this way.");
                else Check(known, property.Value, direction, place, faults);
            }
            else if (others.ValueKind == JsonValueKind.Object) Check(others, property.Value, direction, place, faults);
            else if (others.ValueKind == JsonValueKind.False || (others.ValueKind == JsonValueKind.Undefined && direction == Direction.Answer)) faults.Add($"{place} is not in the contract.");
        }
    }

    private bool Refused(JsonElement property, Direction direction)
    {
        var word = direction == Direction.Request ? "readOnly" : "writeOnly";
        return (property.TryGetProperty(word, out var here) && here.GetBoolean()) || (Follow(property).TryGetProperty(word, out var there) && there.GetBoolean());
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => throw new NotSupportedException($"The type {type}."),
    };

    // With .NET an end may have a line break behind it.
    [GeneratedRegex(@"(?<!\\)\$$")]
    private static partial Regex Ending();

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 100 } text ? string.Create(CultureInfo.InvariantCulture, $"{text[..100]}… ({text.Length})") : value.GetRawText();
}
