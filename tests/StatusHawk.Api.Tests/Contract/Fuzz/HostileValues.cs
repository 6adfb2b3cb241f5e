using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatusHawk.Api.Tests.Contract.Fuzz;

/// <summary>What somebody might send instead of what is asked for.</summary>
internal static class HostileValues
{
    /// <summary>Texts that other software stumbles over.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "\t\r\n", "\0", "\u0001\u007f\u009f", "a\0b", "\u202Egnp.exe", "\u200B", "\uFEFF", "\uFFFD\uFFFF", "e\u0301".PadRight(30, '\u0301'), "💥", "ﷺ", "İıſK",
        "'; DROP TABLE monitors;--", "\" OR 1=1 --", "<script>alert(1)</script>", "]]>", "&lt;&#0;", "{{7*7}}", "${jndi:ldap://127.0.0.1/}", "{0} {1:X} %s%n%x", "$(id)", "`id`", "| id", "../../../etc/passwd",
        "..\\..\\", "file:///etc/passwd", "http://[::1]:1/", "http://169.254.169.254/", "javascript:alert(1)", "null", "undefined", "NaN", "true", "-0", "1e400", "0x10", "2026-02-30T25:61:61Z", "9999-12-31T23:59:60Z",
        "(a+)+$", "[", "*", "%00", "%", "•••", "mon_AAAAAAAAAAAAAAAA", "ws_aaaabbbbccccddd\n", "a@b", "@", "whsec_", "\"", "\\", "/", "~0~1", "__proto__", "$ref", "id",
    ];

    /// <summary>JSON texts that are no values a tree can hold.</summary>
    private static readonly string[] RawValues =
    [
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "1e400", "-1e400", "1e-400", "-0", "-0.0", "1.0", "1.5", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "2147483648", "-2147483649",
        "123456789012345678901234567890123456789012345678901234567890",
    ];

    private static readonly Func<JsonNode>[] Huge =
    [
        () => JsonValue.Create(new string('a', 60_000)),
        () => JsonValue.Create(new string('"', 20_000)),
        () => new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => (JsonNode)i)]),
        () => new JsonArray([.. Enumerable.Range(0, 600).Select(_ => (JsonNode)"eu")]),
        () => new JsonObject(Enumerable.Range(0, 2_000).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)JsonValue.Create(i)))),
    ];

    /// <summary>
    /// What may be put where a schema stands: what it forbids, what lies at its bounds, and some of what no schema speaks of. Which of those, chance decides: all of
    /// them at every place would take minutes, and there are many places.
    /// </summary>
    public static IEnumerable<JsonNode?> For(JsonElement schema, Chance chance)
    {
        yield return null;
        yield return JsonValue.Create(true);
        yield return JsonValue.Create(0);
        yield return JsonValue.Create(-1);
        yield return JsonValue.Create("text");
        yield return new JsonArray();
        yield return new JsonObject();
        yield return new JsonArray(new JsonArray(new JsonObject()), null, JsonValue.Create(1));
        yield return new JsonObject { ["a"] = new JsonObject { ["b"] = null } };
        foreach (var raw in chance.Some(RawValues, 3)) yield return Raw.Of(raw);
        foreach (var text in chance.Some(Texts, 6)) yield return JsonValue.Create(text);
        yield return chance.Some(Huge, 1)[0]();
        foreach (var bound in Bounds(schema)) yield return bound;
        foreach (var text in chance.Some(Texts, 2)) yield return new JsonArray(JsonValue.Create(text));
    }

    private static IEnumerable<JsonNode> Bounds(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        foreach (var keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "minimum" or "maximum":
                    var bound = keyword.Value.GetInt64();
                    foreach (var number in new[] { bound - 1, bound, bound + 1 }) yield return JsonValue.Create(number);
                    break;
                case "minLength" or "maxLength":
                    var length = keyword.Value.GetInt32();
                    foreach (var one in new[] { length - 1, length, length + 1 })
                        if (one >= 0) yield return JsonValue.Create(new string('a', one));
                    yield return JsonValue.Create(string.Concat(Enumerable.Repeat("💥", (length / 2) + 1)));
                    break;
                case "maxItems":
                    foreach (var count in new[] { keyword.Value.GetInt32(), keyword.Value.GetInt32() + 1 }) yield return new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)$"a{i}")]);
                    break;
                case "enum":
                    foreach (var word in keyword.Value.EnumerateArray()) yield return JsonValue.Create(word.GetString()!);
                    yield return JsonValue.Create(keyword.Value[0].GetString()!.ToUpperInvariant());
                    break;
            }
        }
    }
}
