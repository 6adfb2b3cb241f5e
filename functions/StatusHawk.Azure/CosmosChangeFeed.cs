using System.Net;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>A container's changes since the last read, with the place kept in memory.</summary>
/// <param name="container">Whose changes.</param>
/// <param name="read">What a document says; null: nothing for this reader.</param>
internal sealed class CosmosChangeFeed<TDocument, T>(Container container, Func<TDocument, T?> read) : IChangeFeed<T>
    where T : class
{
    // Small pages: the buffers of large ones outlive them in the large object heap.
    private const int PageSize = 250;

    private string? _continuation;

    public async Task ReadNewAsync(Action<IReadOnlyList<T>> take, CancellationToken cancellationToken) => await CosmosCall.RunAsync(async () =>
    {
        var start = _continuation is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(_continuation);
        using var pages = container.GetChangeFeedIterator<TDocument>(start, ChangeFeedMode.LatestVersion, new ChangeFeedRequestOptions { PageSizeHint = PageSize });
        while (pages.HasMoreResults)
        {
            var page = await pages.ReadNextAsync(cancellationToken);
            if (page.StatusCode == HttpStatusCode.NotModified)
            {
                // Only now: whoever has seen half of what is new cannot say so, and is given it again.
                _continuation = page.ContinuationToken;
                break;
            }

            take([.. page.Select(read).OfType<T>()]);
        }

        return true;
    });
}
