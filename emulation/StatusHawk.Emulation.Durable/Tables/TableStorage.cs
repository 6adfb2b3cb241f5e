using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>The little of the table service that a task hub needs, for one table, which is made when it is missing.</summary>
internal sealed class TableStorage(StorageAccount account, string table) : IDisposable
{
    /// <summary>How many changes a transaction takes.</summary>
    public const int MaxActions = 100;

    /// <summary>What a transaction takes in characters: less than 4 MiB, whatever the characters.</summary>
    public const int MaxSize = 650_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 32,
        // Shorter than servers keep a connection, so that none is used as it closes.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(3),
    })
    { Timeout = TimeSpan.FromSeconds(30) };

    private readonly Uri _table = new($"{account.TableEndpoint.AbsoluteUri.TrimEnd('/')}/{table}");
    private volatile bool _cut;

    /// <summary>From now on nothing is read or written: what a killed process does.</summary>
    public void Cut() => _cut = true;

    public async Task<TableRow?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, TableUris.Row(_table, partition, key));
        using var response = await SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        using var json = JsonDocument.Parse(await BodyAsync(response, cancellationToken));
        return Row(json.RootElement);
    }

    /// <summary>All rows that a filter finds, in the order of their keys.</summary>
    public async Task<List<TableRow>> QueryAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableRow>();
        (string, string)? next = null;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, TableUris.Query(_table, filter, next));
            using var response = await SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return rows;
            using var json = JsonDocument.Parse(await BodyAsync(response, cancellationToken));
            rows.AddRange(json.RootElement.GetProperty("value").EnumerateArray().Select(Row));
            next = Header(response, "x-ms-continuation-NextPartitionKey") is { } partition
                ? (partition, Header(response, "x-ms-continuation-NextRowKey") ?? "")
                : null;
        }
        while (next is not null);
        return rows;
    }

    /// <summary>Changes rows of one partition, all or none, and gives the new version of each.</summary>
    /// <exception cref="TableException">A row is not as believed, or the service was not reached.</exception>
    public async Task<IReadOnlyList<string>> CommitAsync(IReadOnlyList<TableAction> actions, CancellationToken cancellationToken = default)
    {
        try
        {
            return await BatchAsync(actions, cancellationToken);
        }
        catch (TableException missing) when (missing.IsMissingTable)
        {
            await CreateTableAsync(cancellationToken);
            return await BatchAsync(actions, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<string>> BatchAsync(IReadOnlyList<TableAction> actions, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TableUris.Batch(account.TableEndpoint));
        request.Content = TableBatch.Content(actions, _table);
        using var response = await SendAsync(request, cancellationToken);
        return TableBatch.ETags(await BodyAsync(response, cancellationToken));
    }

    private async Task CreateTableAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TableUris.Tables(account.TableEndpoint));
        request.Content = new StringContent($$"""{"TableName":"{{table}}"}""", new MediaTypeHeaderValue("application/json"));
        using var response = await SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Conflict)
            await BodyAsync(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cut)
            throw new TableException(0, "cut off");
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.TryAddWithoutValidation("Accept", "application/json;odata=minimalmetadata");
        // The service compares with its own clock, which is the wall's, whatever clock the app was given.
        TableSignature.Sign(request, account, TimeProvider.System.GetUtcNow());
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException gone)
        {
            throw new TableException(0, gone.Message, gone);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TableException(0, late.Message, late);
        }
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? body : throw new TableException((int)response.StatusCode, body);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;

    private static TableRow Row(JsonElement json)
    {
        var row = new TableRow(json.GetProperty("PartitionKey").GetString()!, json.GetProperty("RowKey").GetString()!)
        {
            ETag = json.TryGetProperty("odata.etag", out var etag) ? etag.GetString()! : "",
        };
        foreach (var property in json.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String && !p.Name.Contains('.')))
            row.Properties[property.Name] = property.Value.GetString()!;
        return row;
    }
}
