using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatusHawk.Emulation.Functions.Configuration;

/// <summary><c>Values</c> and <c>ConnectionStrings</c> of <c>local.settings.json</c>, which stand below environment variables.</summary>
internal static class LocalSettings
{
    public const string FileName = "local.settings.json";

    public static IReadOnlyDictionary<string, string?> Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!File.Exists(path))
            return values;
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var root = JsonNode.Parse(File.ReadAllText(path), null, lenient) as JsonObject
            ?? throw new InvalidOperationException($"{path} is not a JSON object.");
        if (root["IsEncrypted"]?.GetValue<bool>() == true)
            throw new NotSupportedException($"IsEncrypted in {path}");
        foreach (var (name, value) in root["Values"]?.AsObject() ?? [])
            values[name.Replace("__", ":", StringComparison.Ordinal)] = value?.ToString();
        foreach (var (name, value) in root["ConnectionStrings"]?.AsObject() ?? [])
            values[$"ConnectionStrings:{name}"] = value?.ToString();
        return values;
    }
}
