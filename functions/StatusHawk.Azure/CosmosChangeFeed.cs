using System.Net;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>A container's changes since the last read, with the place kept in memory.</summary>
internal sealed class CosmosChangeFeed<T>(Container container) : IChangeFeed<T>
{
    private string? _continuation;

    public async Task<IReadOnlyList<T>> ReadNewAsync(CancellationToken cancellationToken) => await CosmosCall.RunAsync(async () =>
    {
        var changes = new List<T>();
        var start = _continuation is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(_continuation);
        using var pages = container.GetChangeFeedIterator<T>(start, ChangeFeedMode.LatestVersion, new ChangeFeedRequestOptions { PageSizeHint = 1000 });
        while (pages.HasMoreResults)
        {
            var page = await pages.ReadNextAsync(cancellationToken);
            if (page.StatusCode == HttpStatusCode.NotModified)
            {
                // Only now: what was read before a failure is read again, since nobody has seen it yet.
                _continuation = page.ContinuationToken;
                break;
            }

            changes.AddRange(page);
        }

        return changes;
    });
}
