using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatusHawk.Api.Tests.Contract.Fuzz;

/// <summary>Bodies made of a good one and its schema: each field wrong in every way that is known, one at a time, and whole bodies that are wrong.</summary>
internal sealed class BodyCases(ApiContract contract, Chance chance)
{
    /// <param name="schema">Of the body.</param>
    /// <param name="good">A body that is taken in.</param>
    /// <param name="below">Only what stands below that field; null: everything.</param>
    public IEnumerable<FuzzBody> Of(JsonElement schema, JsonNode good, string? below = null)
    {
        foreach (var place in Places(schema, [], 0))
        {
            if (below is not null && place.Path[0] != below) continue;
            var name = string.Join('/', place.Path);
            var (holder, last) = (place.Path[..^1], place.Path[^1]);
            yield return Json($"{name} missing", With(good, holder, it => it.Remove(last)));
            foreach (var (i, value) in HostileValues.For(contract.Schemas.Follow(place.Schema), chance).Index()) yield return Json($"{name} #{i}", With(good, holder, it => it[last] = value?.DeepClone()));
            yield return Json($"{name} beside a stranger", With(good, holder, it => it["colour"] = "blue"));
            yield return Json($"{name} twice", With(good, holder, it => it[last] = it[last]?.DeepClone() ?? "a")).Twice(last);
            yield return Json($"{name} in capitals", With(good, holder, it => Move(it, last, last.ToUpperInvariant())));
        }

        if (below is not null) yield break;
        foreach (var text in chance.Some(HostileValues.Texts, 10)) yield return Json($"a field named {text}", With(good, [], it => it[text] = 1));
        foreach (var body in Whole(good)) yield return body;
    }

    private IEnumerable<FuzzBody> Whole(JsonNode good)
    {
        var text = Raw.Write(good);
        foreach (var json in chance.Some(["", " ", "null", "true", "1", "\"a\"", "[]", "{", "}", "{}{}", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "[1,]", "// c\n{}", "{\"\\ud800\":1}", "NaN", "\u0000", text + "x", text + text, text[..^1]], 10))
            yield return new($"the body {json[..Math.Min(20, json.Length)]}", Encoding.UTF8.GetBytes(json));
        foreach (var depth in chance.Some([23, 24, 25, 64, 1_000, 20_000], 2))
        {
            yield return new($"{depth} lists deep", Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
            yield return new($"{depth} objects deep", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", Math.Min(depth, 10_000))) + "1" + new string('}', Math.Min(depth, 10_000))));
        }

        yield return new("not UTF-8", [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
        yield return new("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return new("with a mark of order", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text)]);
        yield return new("100 KB", Encoding.UTF8.GetBytes($"{{\"name\":\"{new string('a', 100_000)}\"}}"));
        yield return new("64 KB of fields", Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 6_000).Select(i => $"\"a{i}\":1")) + "}"));
        foreach (var type in chance.Some(["", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", "application/json; charset=", "application/problem+json", "*/*", ";", new string('a', 2_000)], 4))
            yield return new($"as {type[..Math.Min(40, type.Length)]}", Encoding.UTF8.GetBytes(text)) { ContentType = type };
        yield return new("as if packed", Encoding.UTF8.GetBytes(text)) { Encoding = "gzip" };
    }

    // Every field that the schema names, however deep.
    private IEnumerable<(string[] Path, JsonElement Schema)> Places(JsonElement schema, string[] path, int depth)
    {
        schema = contract.Schemas.Follow(schema);
        if (depth > 4 || schema.ValueKind != JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("oneOf", out var several))
            foreach (var one in several.EnumerateArray())
                foreach (var place in Places(one, path, depth + 1)) yield return place;
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                yield return ([.. path, property.Name], property.Value);
                foreach (var place in Places(property.Value, [.. path, property.Name], depth + 1)) yield return place;
            }
        }
        else if (schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object)
        {
            yield return ([.. path, "X-Any"], values);
        }
    }

    private static FuzzBody Json(string name, JsonNode body) => new(name, Encoding.UTF8.GetBytes(Raw.Write(body)));

    // A copy in which the object at that place, made if need be, is changed.
    private static JsonObject With(JsonNode good, string[] path, Action<JsonObject> change)
    {
        var copy = good.DeepClone().AsObject();
        var at = copy;
        foreach (var name in path)
        {
            if (at[name] is not JsonObject next) at[name] = next = [];
            at = next;
        }

        change(at);
        return copy;
    }

    private static void Move(JsonObject holder, string from, string to)
    {
        var value = holder[from]?.DeepClone();
        holder.Remove(from);
        holder[to] = value ?? 1;
    }
}

/// <param name="Name">What is wrong with it.</param>
/// <param name="Bytes">The body.</param>
internal sealed record FuzzBody(string Name, byte[] Bytes)
{
    public string ContentType { get; init; } = "application/json";
    public string? Encoding { get; init; }

    /// <summary>With a field once more, the first time that it is met.</summary>
    public FuzzBody Twice(string field)
    {
        var text = System.Text.Encoding.UTF8.GetString(Bytes);
        var at = text.IndexOf($"\"{field}\":", StringComparison.Ordinal);
        return this with { Bytes = System.Text.Encoding.UTF8.GetBytes(text.Insert(at, $"\"{field}\":1,")) };
    }
}
