using System.Globalization;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Importing;

/// <summary>What an importer makes: our file, and a list of all that it could not carry over.</summary>
/// <param name="withSecrets">Whether secrets of the source are written in clear; else each becomes a <c>${env:…}</c>, and is noted.</param>
public sealed class Import(bool withSecrets)
{
    // Headers that say nothing about who asks.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase) { "Accept", "Accept-Language", "Accept-Encoding", "Cache-Control", "Content-Type", "Origin", "Pragma", "Referer", "User-Agent" };
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _channelKeys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _monitors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _channels = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    /// <summary>In the API's fields, by key.</summary>
    public IReadOnlyDictionary<string, JsonObject> Monitors => _monitors;
    public IReadOnlyDictionary<string, JsonObject> Channels => _channels;

    /// <summary>What could not be carried over, one sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;
    public JsonObject? Page { get; set; }

    public void Note(string note) => _notes.Add(note);

    /// <summary>A key for something of that name, which nothing else gets.</summary>
    public string NewKey(string name) => Exporting.KeyOf(name, _keys);

    /// <summary>Takes a monitor in, if the API would.</summary>
    public void Add(string key, JsonObject monitor)
    {
        var name = MonitorShape.Text(monitor["name"])?.Trim() ?? "";
        name = string.Concat(name.Where(c => !char.IsControl(c)));
        if (name.Length > MonitorLimits.MaxNameLength)
        {
            Note($"{key}: the name is cut after {MonitorLimits.MaxNameLength} characters.");
            name = name[..MonitorLimits.MaxNameLength];
        }

        monitor["name"] = name.Length == 0 ? key : name;
        var errors = MonitorShape.WhatIsWrong((JsonObject)Map(monitor, Placeholder.Filled)!);
        if (errors.Count == 0) _monitors[key] = monitor;
        else Note($"{key} is left out: {string.Join(' ', errors.Select(error => $"{error.Pointer} {error.Detail}"))}");
    }

    public void AddChannel(string name, JsonObject channel)
    {
        var key = Exporting.KeyOf(name, _channelKeys);
        channel["name"] = name;
        var errors = ChannelShape.WhatIsWrong((JsonObject)Map(channel, text => Placeholder.Is(text) ? "https://example.org/" : text)!);
        if (errors.Count == 0) _channels[key] = channel;
        else Note($"The channel {name} is left out: {string.Join(' ', errors.Select(error => $"{error.Pointer} {error.Detail}"))}");
    }

    /// <summary>A secret as it may be written.</summary>
    public string Secret(string key, string what, string value)
    {
        if (withSecrets || value.Length == 0 || Placeholder.Is(value)) return value;
        var place = Placeholder.Of(key, what);
        Note($"{key}: {what} is a secret and not written; set it as {Placeholder.Written(place)[6..^1]}, or import with --with-secrets.");
        return place;
    }

    /// <summary>Headers; those that may be secrets as <see cref="Secret"/>.</summary>
    public JsonObject Headers(string key, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var made = new JsonObject();
        foreach (var (name, value) in headers)
        {
            if (name.Equals("Host", StringComparison.OrdinalIgnoreCase)) continue;
            made[name] = Harmless.Contains(name) ? value : Secret(key, name, value);
        }

        return made;
    }

    /// <summary>A condition, if ours can say it.</summary>
    public void Assert(string key, JsonArray assertions, string condition)
    {
        try
        {
            assertions.Add((JsonNode)Core.Checks.Assertions.Condition.Parse(condition).ToString());
        }
        catch (Core.Checks.Assertions.ConditionException e)
        {
            Note($"{key}: the condition '{condition}' is left out: {e.Message}");
        }
    }

    /// <summary>Seconds within bounds; says so when they were not.</summary>
    public long Bounded(string key, string what, double seconds, long least, long most)
    {
        var bounded = Math.Clamp((long)Math.Ceiling(seconds), least, most);
        if (Math.Abs(bounded - seconds) > 0.5) Note(string.Create(CultureInfo.InvariantCulture, $"{key}: {what} of {seconds:0.###} s becomes {bounded} s."));
        return bounded;
    }

    /// <summary>A tag as ours may be.</summary>
    public static string Tag(string text)
    {
        var made = string.Concat(text.Trim().ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' or ':' or '-' ? c : '-')).Trim('-');
        return made.Length > 50 ? made[..50] : made;
    }

    /// <summary>Our file, its notes above it.</summary>
    public string Write(string source)
    {
        List<string> comments = [$"Imported from {source} by statushawk import."];
        if (_notes.Count > 0) comments.Add("Not carried over, or to be looked at:");
        comments.AddRange(_notes.Select(note => "- " + note));
        var text = DefinitionWriter.Write(
            _monitors.ToDictionary(entry => entry.Key, entry => MonitorShape.Short(entry.Key, entry.Value, null), StringComparer.Ordinal),
            _channels.Count == 0 ? null : _channels.ToDictionary(entry => entry.Key, entry => Short(entry.Key, entry.Value), StringComparer.Ordinal),
            Page, comments);
        return Placeholder.Written(text);
    }

    private static JsonObject Short(string key, JsonObject channel)
    {
        var made = ChannelShape.Short(key, channel);
        if (channel["webhook"]?["url"] is { } url) made["webhook"] = url.DeepClone();
        return made;
    }

    private static JsonNode? Map(JsonNode? node, Func<string, string> map) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Map(field.Value, map)))),
        JsonArray items => new JsonArray([.. items.Select(item => Map(item, map))]),
        _ => MonitorShape.Text(node) is { } text ? map(text) : node?.DeepClone(),
    };
}
