using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Server;

/// <summary>One workspace on its server: the routes that commands need.</summary>
public sealed class Workspace(Connection connection, Profile profile) : IDisposable
{
    private const int PageSize = 200;

    public Profile Profile => profile;

    public Task<Answer> GetAsync(string path, string what, CancellationToken cancellationToken) => connection.GetAsync(At(path), what, cancellationToken);

    public Task<Answer> SendAsync(
        HttpMethod method, string path, JsonNode? body, string what, CancellationToken cancellationToken, string? ifMatch = null, string? idempotencyKey = null) =>
        connection.SendAsync(method, At(path), body, what, cancellationToken, ifMatch, idempotencyKey);

    /// <summary>All of a list, page after page.</summary>
    /// <param name="path">The list, with its filters.</param>
    /// <param name="what">What could not be done, should it not.</param>
    /// <param name="most">Enough.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, string what, int most, CancellationToken cancellationToken)
    {
        var items = new List<JsonObject>();
        string? cursor = null;
        do
        {
            var query = $"limit={Math.Min(PageSize, most)}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}";
            var page = (await GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}", what, cancellationToken)).Object;
            items.AddRange(page["items"]?.AsArray().OfType<JsonObject>() ?? []);
            cursor = (string?)page["next"];
        }
        while (cursor is not null && items.Count < most);
        return items.Count > most ? items.GetRange(0, most) : items;
    }

    /// <summary>The installation's regions; null where the server does not tell.</summary>
    public async Task<IReadOnlyList<string>?> RegionsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = (await GetAsync("regions", "The regions were not read", cancellationToken)).Object;
            return [.. list["items"]!.AsArray().Select(region => (string)region!["name"]!).Order(StringComparer.Ordinal)];
        }
        catch (CliException e) when (e.Status is 403 or 404)
        {
            return null;
        }
    }

    public void Dispose() => connection.Dispose();

    private string At(string path) => $"workspaces/{Uri.EscapeDataString(profile.Workspace)}{(path.Length == 0 ? "" : "/")}{path}";
}
