using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>A query's entities, page by page.</summary>
internal sealed class EntityPages<T>(TableRequests requests, string table, string? filter, int? maxPerPage, IEnumerable<string>? select, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : class, ITableEntity
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var next = continuationToken;
        do
        {
            var page = await ReadAsync(next, pageSizeHint ?? maxPerPage).ConfigureAwait(false);
            yield return page;
            next = page.ContinuationToken;
        }
        while (next is not null);
    }

    private async Task<Page<T>> ReadAsync(string? next, int? size)
    {
        var query = new List<string>();
        if (filter is { Length: > 0 }) query.Add("$filter=" + Uri.EscapeDataString(filter));
        if (size is { } top) query.Add(FormattableString.Invariant($"$top={top}"));
        if (select is not null) query.Add("$select=" + Uri.EscapeDataString(string.Join(',', select)));
        if (next?.Split(' ') is [var partition, .. var row])
        {
            query.Add("NextPartitionKey=" + Uri.EscapeDataString(partition));
            if (row is [{ Length: > 0 } key]) query.Add("NextRowKey=" + Uri.EscapeDataString(key));
        }

        var response = await requests.SendAsync(RequestMethod.Get, $"{table}()" + (query.Count > 0 ? "?" + string.Join('&', query) : ""), null, null, [200], CancellationToken)
            .ConfigureAwait(false);
        using var json = JsonDocument.Parse(response.Content);
        T[] entities = [.. json.RootElement.GetProperty("value").EnumerateArray().Select(EntityJson.Read<T>)];
        var more = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var nextPartition)
            ? $"{nextPartition} {(response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var nextRow) ? nextRow : "")}"
            : null;
        return Page<T>.FromValues(entities, more, response);
    }
}
