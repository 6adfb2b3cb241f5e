using System.Text.Json.Nodes;

namespace StatusHawk.Cli.AsCode;

/// <summary>Where secrets stand in a monitor or a channel. A webhook's URL counts: often all that guards a receiver is that nobody knows it.</summary>
internal static class Secrets
{
    /// <summary>Each with its path and the object that holds it.</summary>
    public static IReadOnlyList<(string Path, JsonObject Parent, string Name)> Of(JsonObject thing)
    {
        var found = new List<(string, JsonObject, string)>();
        Add("http", "body");
        Add("http.auth", "password");
        Add("http.auth", "token");
        Add("tcp", "send");
        Add("webhook", "secret");
        Add("webhook", "url");
        if (At("http.headers") is { } headers) found.AddRange(headers.Select(header => ($"http.headers.{header.Key}", headers, header.Key)));
        return found;

        void Add(string path, string name)
        {
            if (At(path) is { } parent && parent.ContainsKey(name)) found.Add(($"{path}.{name}", parent, name));
        }

        JsonObject? At(string path) => path.Split('.').Aggregate((JsonNode?)thing, (node, name) => (node as JsonObject)?[name]) as JsonObject;
    }

    public static bool IsPath(string path) =>
        path is "http.body" or "http.auth.password" or "http.auth.token" or "tcp.send" or "webhook.secret" or "webhook.url" || path.StartsWith("http.headers.", StringComparison.OrdinalIgnoreCase);
}
