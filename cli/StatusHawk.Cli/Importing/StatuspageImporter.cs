using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;

namespace StatusHawk.Cli.Importing;

/// <summary>
/// A page in the format of Atlassian Statuspage's API v2: its <c>summary.json</c> tells what there is, but not how it is checked. So the page's title comes over,
/// and the components as a list that is to be filled in by hand.
/// </summary>
public static class StatuspageImporter
{
    private const string Summary = "/api/v2/summary.json";

    public static Import Read(string text)
    {
        JsonObject? root;
        try
        {
            root = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            root = null;
        }

        if (root?["components"] is not JsonArray components) throw new CliException("This is no summary of a status page.", $"Give a file or URL of {Summary}");
        var import = new Import(withSecrets: false);
        if ((root["page"] as JsonObject)?.Text("name") is { } title) import.Page = new() { ["title"] = title.Length > 100 ? title[..100] : title };
        var all = components.OfType<JsonObject>().ToArray();
        var groups = all.Where(component => component.Truth("group")).ToDictionary(group => group.Text("id") ?? "", group => group.Text("name") ?? "", StringComparer.Ordinal);
        import.Note("A summary does not say what is checked: write an address behind each component below, and put them under 'monitors:'.");
        foreach (var component in all.Where(component => !component.Truth("group")))
        {
            var name = component.Text("name") ?? "unnamed";
            var group = component.Text("group_id") is { } id && groups.TryGetValue(id, out var found) ? found : null;
            import.Note($"  {import.NewKey(group is null ? name : $"{group} {name}")}: {{name: {JsonSerializer.Serialize(name)}, http: https://…{(group is null ? "" : $", tags: [{Import.Tag(group)}]")}}}");
        }

        if (groups.Count > 0) import.Note($"Groups are tags here: {string.Join(", ", groups.Values)}.");
        if (root["incidents"] is JsonArray { Count: > 0 } incidents) import.Note($"{incidents.Count} unresolved incident(s) are not carried over: announce them, if they still hold.");
        if (root["scheduled_maintenances"] is JsonArray { Count: > 0 } maintenances) import.Note($"{maintenances.Count} scheduled maintenance(s) are not carried over.");
        import.Note("Subscribers, past incidents, metrics and the page's design are not in a summary and not carried over.");
        return import;
    }

    /// <summary>The summary at an address, or at the page that the address is of.</summary>
    public static async Task<string> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        var url = address.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? address : new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + Summary);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 10_000_000 };
        try
        {
            return await http.GetStringAsync(url, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new CliException($"{url} cannot be read: {e.Message}");
        }
    }
}
