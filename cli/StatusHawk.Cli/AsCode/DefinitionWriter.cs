using System.Text;
using System.Text.Json.Nodes;

namespace StatusHawk.Cli.AsCode;

/// <summary>Writes the short forms as a file that <see cref="DefinitionReader"/> reads.</summary>
public static class DefinitionWriter
{
    /// <param name="monitors">Short forms by key; null: the part is left out.</param>
    /// <param name="channels">The same.</param>
    /// <param name="page">Title and slug.</param>
    /// <param name="comments">Lines that are put above.</param>
    public static string Write(IReadOnlyDictionary<string, JsonObject>? monitors, IReadOnlyDictionary<string, JsonObject>? channels, JsonObject? page, IReadOnlyList<string> comments)
    {
        var root = new JsonObject { ["version"] = DefinitionReader.Version };
        if (monitors is not null) root["monitors"] = Map(monitors);
        if (channels is not null) root["channels"] = Map(channels);
        if (page is not null) root["page"] = Escaped(page);
        var text = new StringBuilder();
        foreach (var comment in comments) text.Append("# ").Append(Output.Terminal.Printable(comment)).Append('\n');
        return text.Append(YamlText.Write(root)).ToString();
    }

    private static JsonObject Map(IReadOnlyDictionary<string, JsonObject> entries) =>
        new(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, OneLine(Escaped(entry.Value)))));

    // A monitor that is only a URL is written as one.
    private static JsonNode? OneLine(JsonNode? entry) => entry is JsonObject { Count: 1 } fields && MonitorShape.Text(fields["http"]) is { } url && !Mask.Is(url) ? url : entry;

    private static JsonNode? Escaped(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Escaped(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Escaped)]),
        _ => MonitorShape.Text(node) is { } text ? Interpolation.Escape(text) : node?.DeepClone(),
    };
}
