using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StatusHawk.Cli.AsCode;

/// <summary>YAML to JSON and back, so that all else knows one form.</summary>
internal static partial class YamlText
{
    private const int MostNodes = 200_000;
    private const int Deepest = 40;

    // What is a text whatever it looks like: "httpVersion: 2" and "X-Id: 42" are not numbers. Not so high up that it may be somebody's key: a monitor can be
    // called "host".
    private static readonly HashSet<string> Texts =
    [
        "name", "httpVersion", "minVersion", "quorum", "body", "send", "user", "password", "token", "host", "serverName", "slug", "title", "secret", "expectRcode", "method", "url",
        "headers", "expect", "tags", "regions", "assertions", "to", "conditions", "target", "description", "group",
    ];

    /// <param name="text">The file.</param>
    /// <param name="lines">Takes the line of every path: <c>monitors.shop.http</c>.</param>
    /// <exception cref="CliException">It is no YAML.</exception>
    public static JsonNode? Read(string text, Dictionary<string, long>? lines = null)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0) return null;
            if (stream.Documents.Count > 1) throw new CliException("The file holds more than one YAML document.", "Put everything above the first line of '---'.");
            var left = MostNodes;
            return Convert(stream.Documents[0].RootNode, "", asText: false, 0, lines, ref left);
        }
        catch (YamlException e)
        {
            throw new CliException(string.Create(CultureInfo.InvariantCulture, $"The file is no YAML: line {e.Start.Line}, column {e.Start.Column}: {e.Message}"));
        }
    }

    public static string Write(JsonNode node)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings(2, int.MaxValue, false, 1024, false, false, "\n"));
        new YamlStream(new YamlDocument(ToYaml(node))).Save(emitter, assignAnchors: false);
        var text = writer.ToString();
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static JsonNode? Convert(YamlNode node, string path, bool asText, int depth, Dictionary<string, long>? lines, ref int left)
    {
        if (--left < 0 || depth > Deepest) throw new CliException("The file is too large or nested too deep.");
        if (path.Length > 0) lines?.TryAdd(path, node.Start.Line);
        switch (node)
        {
            case YamlMappingNode mapping:
                var made = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    if (key is not YamlScalarNode { Value: { } name }) throw new CliException(string.Create(CultureInfo.InvariantCulture, $"Line {key.Start.Line}: the name of a field must be a text."));
                    var below = path.Length == 0 ? name : $"{path}.{name}";
                    var child = Convert(value, below, asText || (Texts.Contains(name) && (depth >= 2 || path == "page")), depth + 1, lines, ref left);
                    if (name == "<<" && child is JsonObject merged)
                    {
                        foreach (var (field, inherited) in merged)
                            if (!made.ContainsKey(field)) made[field] = inherited?.DeepClone();
                    }
                    else
                    {
                        made[name] = child;
                    }
                }

                return made;
            case YamlSequenceNode sequence:
                var list = new JsonArray();
                foreach (var (i, item) in sequence.Children.Index()) list.Add(Convert(item, $"{path}.{i}", asText, depth + 1, lines, ref left));
                return list;
            case YamlScalarNode scalar:
                var text = scalar.Value ?? "";
                return scalar.Style != ScalarStyle.Plain || (asText && text.Length > 0 && text is not ("null" or "~")) ? JsonValue.Create(text) : Plain(text);
            default:
                throw new CliException(string.Create(CultureInfo.InvariantCulture, $"Line {node.Start.Line}: this is not supported here."));
        }
    }

    // The core schema of YAML 1.2: "yes" and "off" are texts.
    private static JsonNode? Plain(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL") return null;
        if (text is "true" or "True" or "TRUE") return JsonValue.Create(true);
        if (text is "false" or "False" or "FALSE") return JsonValue.Create(false);
        if (WholeNumber().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
        return DecimalNumber().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }

    private static YamlNode ToYaml(JsonNode? node) => node switch
    {
        JsonObject fields => new YamlMappingNode(fields.Select(field => KeyValuePair.Create<YamlNode, YamlNode>(Text(field.Key), ToYaml(field.Value)))),
        JsonArray items => new YamlSequenceNode(items.Select(ToYaml)),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text),
        null => new YamlScalarNode("null") { Style = ScalarStyle.Plain },
        _ => new YamlScalarNode(node.ToJsonString()) { Style = ScalarStyle.Plain },
    };

    private static YamlScalarNode Text(string text) => new(text)
    {
        Style = SimpleText().IsMatch(text) && !text.Contains(": ", StringComparison.Ordinal) && !text.EndsWith(':') && !text.EndsWith(' ') && Plain(text) is JsonValue value && value.TryGetValue<string>(out _)
            ? ScalarStyle.Plain
            : text.All(c => c is >= ' ' and <= '~' or '•' or '…') && text.Length > 0 && text.Trim() == text ? ScalarStyle.SingleQuoted : ScalarStyle.DoubleQuoted,
    };

    [GeneratedRegex(@"^[A-Za-z0-9/•$][A-Za-z0-9 ./:_@%+=?&~()•${}-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex SimpleText();

    [GeneratedRegex(@"^[-+]?[0-9]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?\z", RegexOptions.NonBacktracking)]
    private static partial Regex DecimalNumber();
}
