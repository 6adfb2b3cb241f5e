using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>
/// A practical subset of JSON Schema 2020-12 (json-schema.org/draft/2020-12): <c>type</c>, <c>enum</c>, <c>const</c>, <c>properties</c>, <c>required</c>,
/// <c>additionalProperties</c>, <c>items</c>, <c>minItems</c>, <c>maxItems</c>, <c>minLength</c>, <c>maxLength</c>, <c>pattern</c>, <c>minimum</c>,
/// <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>true</c> and <c>false</c>.
/// A keyword that is none of these is refused rather than passed over, but for mere annotations.
/// </summary>
public sealed class JsonSchema : IEquatable<JsonSchema>
{
    private const int MaxDepth = 16;
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$comment", "title", "description", "default", "examples"];
    private readonly Rule _rule;

    private JsonSchema(JToken schema, int column)
    {
        Text = schema.ToString(Formatting.None);
        _rule = Compile(schema, "#", column, 0);
    }

    /// <summary>Where a value breaks the schema, as a JSON pointer; null when it does not.</summary>
    private delegate string? Rule(JToken value, string at);

    /// <summary>The schema as JSON, without spaces.</summary>
    public string Text { get; }

    /// <exception cref="ConditionException">It is no JSON, or no schema of the subset.</exception>
    public static JsonSchema Parse(string json, int column) =>
        new(Json.Parse(json) ?? throw new ConditionException(column, "The schema is not JSON."), column);

    /// <summary>Where the document breaks the schema, as a JSON pointer (<c>#/items/0</c>); null when it does not.</summary>
    public string? FirstViolation(JToken document) => _rule(document, "#");

    public bool Equals(JsonSchema? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as JsonSchema);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static Rule Compile(JToken schema, string at, int column, int depth)
    {
        if (depth > MaxDepth) throw new ConditionException(column, $"The schema is nested deeper than {MaxDepth}.");
        if (schema is JValue { Value: bool allowed }) return allowed ? (_, _) => null : (_, where) => where;
        if (schema is not JObject keywords) throw Wrong(at, "must be an object, true or false");
        var rules = new List<Rule>();
        foreach (var (name, value) in keywords)
        {
            if (!Annotations.Contains(name)) rules.Add(Keyword(keywords, name, value!));
        }

        return (value, where) => FirstOf(rules, value, where);

        Rule Keyword(JObject all, string name, JToken value) => name switch
        {
            "type" => Type(value, name),
            "enum" => value is JArray { Count: > 0 } allowed ? Where(found => allowed.Any(one => Json.AreEqual(one, found))) : throw Wrong($"{at}/enum", "must be a list"),
            "const" => Where(found => Json.AreEqual(value, found)),
            "required" => Required(Names(value, name)),
            "properties" => Properties(Subs(value, name)),
            "additionalProperties" => Additional(all["properties"] as JObject, Sub(value, name)),
            "items" => Items(Sub(value, name)),
            "minItems" => Count(value, name, static found => (found as JArray)?.Count, static (count, bound) => count >= bound),
            "maxItems" => Count(value, name, static found => (found as JArray)?.Count, static (count, bound) => count <= bound),
            "minLength" => Count(value, name, Length, static (count, bound) => count >= bound),
            "maxLength" => Count(value, name, Length, static (count, bound) => count <= bound),
            "pattern" => Pattern(value, name),
            "minimum" => Bound(value, name, static (number, bound) => number >= bound),
            "maximum" => Bound(value, name, static (number, bound) => number <= bound),
            "exclusiveMinimum" => Bound(value, name, static (number, bound) => number > bound),
            "exclusiveMaximum" => Bound(value, name, static (number, bound) => number < bound),
            "allOf" => AllOf(List(value, name)),
            "anyOf" => Times(List(value, name), static fitting => fitting >= 1),
            "oneOf" => Times(List(value, name), static fitting => fitting == 1),
            "not" => Times([Sub(value, name)], static fitting => fitting == 0),
            _ => throw Wrong($"{at}/{name}", "is not supported"),
        };

        Rule Sub(JToken value, string name) => Compile(value, $"{at}/{name}", column, depth + 1);

        Rule[] List(JToken value, string name) =>
            value is JArray { Count: > 0 } list ? [.. list.Select((one, i) => Compile(one, $"{at}/{name}/{i}", column, depth + 1))] : throw Wrong($"{at}/{name}", "must be a list of schemas");

        Dictionary<string, Rule> Subs(JToken value, string name) =>
            value is JObject of
                ? of.Properties().ToDictionary(one => one.Name, one => Compile(one.Value, $"{at}/{name}/{one.Name}", column, depth + 1))
                : throw Wrong($"{at}/{name}", "must be an object");

        string[] Names(JToken value, string name) =>
            value is JArray list && list.All(one => one.Type == JTokenType.String) ? [.. list.Select(one => (string)one!)] : throw Wrong($"{at}/{name}", "must be a list of texts");

        Rule Type(JToken value, string name)
        {
            var types = value.Type == JTokenType.String ? [(string)value!] : Names(value, name);
            return types.All(Json.IsTypeName) && types.Length > 0
                ? Where(found => types.Any(type => Json.IsOfType(found, type)))
                : throw Wrong($"{at}/{name}", "must be object, array, string, number, integer, boolean or null");
        }

        Rule Count(JToken value, string name, Func<JToken, int?> count, Func<int, double, bool> fits)
        {
            var bound = Json.Number(value) is >= 0 and var number ? number : throw Wrong($"{at}/{name}", "must be a number from 0");
            return Where(found => count(found) is not { } counted || fits(counted, bound));
        }

        Rule Bound(JToken value, string name, Func<double, double, bool> fits)
        {
            var bound = Json.Number(value) ?? throw Wrong($"{at}/{name}", "must be a number");
            return Where(found => Json.Number(found) is not { } number || fits(number, bound));
        }

        Rule Pattern(JToken value, string name)
        {
            var regex = value.Type == JTokenType.String ? SafeRegex.Parse((string)value!, column) : throw Wrong($"{at}/{name}", "must be a text");
            return Where(found => found.Type != JTokenType.String || regex.IsMatch((string)found!) == true);
        }

        ConditionException Wrong(string where, string what) => new(column, $"Of the schema, {where} {what}.");
    }

    private static string? FirstOf(IEnumerable<Rule> rules, JToken value, string at) => rules.Select(rule => rule(value, at)).FirstOrDefault(broken => broken is not null);

    private static Rule Where(Func<JToken, bool> holds) => (value, at) => holds(value) ? null : at;

    private static Rule AllOf(Rule[] rules) => (value, at) => FirstOf(rules, value, at);

    private static Rule Times(Rule[] rules, Func<int, bool> enough) => (value, at) => enough(rules.Count(rule => rule(value, at) is null)) ? null : at;

    private static Rule Required(string[] names) => (value, at) =>
        value is JObject found && Array.Find(names, name => !found.ContainsKey(name)) is { } missing ? $"{at}/{missing}" : null;

    private static Rule Properties(Dictionary<string, Rule> rules) => (value, at) =>
        value is JObject found
            ? rules.Select(rule => found.TryGetValue(rule.Key, StringComparison.Ordinal, out var member) ? rule.Value(member, $"{at}/{rule.Key}") : null).FirstOrDefault(broken => broken is not null)
            : null;

    private static Rule Additional(JObject? named, Rule rule) => (value, at) =>
        (value as JObject)?.Properties().Where(member => named?.ContainsKey(member.Name) != true)
        .Select(member => rule(member.Value, $"{at}/{member.Name}")).FirstOrDefault(broken => broken is not null);

    private static Rule Items(Rule rule) => (value, at) =>
        (value as JArray)?.Select((item, i) => rule(item, string.Create(CultureInfo.InvariantCulture, $"{at}/{i}"))).FirstOrDefault(broken => broken is not null);

    // RFC 8259 §7: characters, not UTF-16 units.
    private static int? Length(JToken value) => value.Type == JTokenType.String ? ((string)value!).EnumerateRunes().Count() : null;
}
