using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatusHawk.Core;

namespace StatusHawk.Cli.AsCode;

/// <summary>Reads a file, and finds everything wrong with it at once: each with its line and path.</summary>
public sealed partial class DefinitionReader
{
    public const int Version = 1;
    private readonly Dictionary<string, long> _lines = new(StringComparer.Ordinal);
    private readonly List<string> _errors = [];
    private readonly Func<string, string?> _environment;

    private DefinitionReader(Func<string, string?> environment) => _environment = environment;

    /// <exception cref="CliException">Something is wrong with it.</exception>
    public static Definition Read(string text, Func<string, string?> environment) => new DefinitionReader(environment).Read(text);

    [GeneratedRegex(@"^[a-z0-9._-]{1,100}\z", RegexOptions.NonBacktracking)]
    internal static partial Regex Key();

    private Definition Read(string text)
    {
        if (YamlText.Read(text, _lines) is not JsonObject root) throw new CliException("The file is empty, or no mapping.", "It begins with 'version: 1' and has 'monitors:'. See docs/cli.md.");
        root = (JsonObject)Filled(root, "")!;
        if (root["version"] is not JsonValue version || !JsonNode.DeepEquals(version, JsonValue.Create((long)Version))) Wrong("version", $"Must be {Version}.");
        foreach (var name in root.Select(field => field.Key))
            if (name is not ("version" or "monitors" or "channels" or "page") && !name.StartsWith("x-", StringComparison.Ordinal)) Wrong(name, "There is no such part; there are version, monitors, channels and page, and x-… for anchors.");
        var definition = new Definition
        {
            Monitors = Part(root, "monitors", MonitorShape.Expand, MonitorShape.WhatIsWrong),
            Channels = Part(root, "channels", ChannelShape.Expand, ChannelShape.WhatIsWrong),
            Page = Page(root),
        };
        if (_errors.Count > 0) throw new CliException(_errors.Count == 1 ? "1 thing is wrong with the file; nothing was done." : $"{_errors.Count} things are wrong with the file; nothing was done.", null, _errors);
        return definition;
    }

    private Dictionary<string, JsonObject>? Part(
        JsonObject root, string part, Func<string, JsonNode?, Action<string, string>, JsonObject> expand, Func<JsonObject, IReadOnlyList<FieldError>> whatIsWrong)
    {
        if (!root.TryGetPropertyValue(part, out var given)) return null;
        if (given is null) return [];
        if (given is not JsonObject entries)
        {
            Wrong(part, "Must map stable keys to what they stand for.");
            return null;
        }

        var made = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var (key, entry) in entries)
        {
            var path = $"{part}.{key}";
            if (!Key().IsMatch(key)) Wrong(path, "The key must be 1 to 100 of a to z, 0 to 9, '.', '_' and '-'.");
            var before = _errors.Count;
            var expanded = expand(key, entry, (field, what) => Wrong(field.Length == 0 ? path : $"{path}.{field}", what));
            if (expanded.ContainsKey("key")) Wrong($"{path}.key", "Is what it stands under, and cannot be set inside.");
            else if (_errors.Count == before)
                foreach (var error in whatIsWrong(expanded)) Wrong(path + PathOf(error.Pointer), error.Detail);
            made[key] = expanded;
        }

        return made;
    }

    private JsonObject? Page(JsonObject root)
    {
        if (root["page"] is not { } given) return null;
        if (given is not JsonObject page)
        {
            Wrong("page", "Must have title or slug.");
            return null;
        }

        foreach (var (name, value) in page)
        {
            if (name is not ("title" or "slug")) Wrong($"page.{name}", "There is no such field; there are title and slug.");
            else if (MonitorShape.Text(value) is null) Wrong($"page.{name}", "Must be a text.");
        }

        return page.DeepClone().AsObject();
    }

    private JsonNode? Filled(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject fields:
                var made = new JsonObject();
                foreach (var (name, value) in fields) made[name] = Filled(value, path.Length == 0 ? name : $"{path}.{name}");
                return made;
            case JsonArray items:
                return new JsonArray([.. items.Select((item, i) => Filled(item, $"{path}.{i}"))]);
            default:
                return MonitorShape.Text(node) is { } text ? Interpolation.Fill(text, _environment, missing => Wrong(path, missing)) : node?.DeepClone();
        }
    }

    // The API's pointer is into the long form of what stands here in its short one: the line is that of the nearest that is there.
    private void Wrong(string path, string what)
    {
        var near = path;
        while (near.Length > 0 && !_lines.ContainsKey(near)) near = near.LastIndexOf('.') is var at and > 0 ? near[..at] : "";
        _errors.Add(near.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {_lines[near]}, {path}: {what}") : $"{path}: {what}");
    }

    private static string PathOf(string pointer) => pointer.TrimStart('#').Replace('/', '.');
}
