using System.Net;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;

namespace StatusHawk.Azure;

/// <summary>The outcomes of a call that its caller expects, as values; an account that is not there, as the one exception that means "later".</summary>
internal static class CosmosCall
{
    /// <summary>Null when there is no such document.</summary>
    public static async Task<Stored<T>?> ReadAsync<T>(this Container container, string id, string partition, CancellationToken cancellationToken) =>
        await RunAsync<Stored<T>?>(async () =>
        {
            try
            {
                var response = await container.ReadItemAsync<T>(id, new PartitionKey(partition), cancellationToken: cancellationToken);
                return new Stored<T>(response.Resource, response.ETag);
            }
            catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }
        });

    /// <summary>Creates (no ETag) or replaces (that ETag); false when somebody else was faster.</summary>
    public static async Task<bool> TryWriteAsync<T>(this Container container, T document, string id, string partition, string? etag, CancellationToken cancellationToken) =>
        await container.WriteAsync(document, id, partition, etag, cancellationToken) is not null;

    /// <summary>As <see cref="TryWriteAsync"/>, for whoever writes the same document again: the ETag of what is there now, null when somebody else was faster.</summary>
    public static async Task<string?> WriteAsync<T>(this Container container, T document, string id, string partition, string? etag, CancellationToken cancellationToken) =>
        await RunAsync<string?>(async () =>
        {
            try
            {
                var response = etag is null
                    ? await container.CreateItemAsync(document, new PartitionKey(partition), cancellationToken: cancellationToken)
                    : await container.ReplaceItemAsync(document, id, new PartitionKey(partition), new ItemRequestOptions { IfMatchEtag = etag }, cancellationToken);
                return response.ETag;
            }
            catch (CosmosException e) when (IsOvertaken(e.StatusCode, etag))
            {
                return null;
            }
        });

    // Where nothing is read before, "not found" is the container itself: not to be taken for "already there".
    private static bool IsOvertaken(HttpStatusCode status, string? etag) =>
        status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed || (status == HttpStatusCode.NotFound && etag is not null);

    public static async Task DeleteAsync(this Container container, string id, string partition, CancellationToken cancellationToken) =>
        await RunAsync(async () =>
        {
            try
            {
                await container.DeleteItemAsync<object>(id, new PartitionKey(partition), cancellationToken: cancellationToken);
                return true;
            }
            catch (CosmosException e) when (e.StatusCode == HttpStatusCode.NotFound)
            {
                return false;
            }
        });

    /// <summary>Removes what nobody wrote since that ETag was read. Nothing there is fine.</summary>
    public static async Task<bool> TryDeleteAsync(this Container container, string id, string partition, string etag, CancellationToken cancellationToken) =>
        await RunAsync(async () =>
        {
            try
            {
                await container.DeleteItemAsync<object>(id, new PartitionKey(partition), new ItemRequestOptions { IfMatchEtag = etag }, cancellationToken);
                return true;
            }
            catch (CosmosException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
        });

    /// <summary>The first that a query finds in one partition. It is asked for no more than that, so that the rest costs nothing.</summary>
    public static async Task<IReadOnlyList<T>> QueryFirstAsync<T>(
        this Container container, QueryDefinition query, string partition, int atMost, CancellationToken cancellationToken) =>
        await RunAsync(async () =>
        {
            var found = new List<T>();
            var request = new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = atMost };
            using var pages = container.GetItemQueryIterator<T>(query, requestOptions: request);
            while (pages.HasMoreResults && found.Count < atMost) found.AddRange(await pages.ReadNextAsync(cancellationToken));
            return found.Count > atMost ? found[..atMost] : found;
        });

    /// <summary>All that a query finds in one partition.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(this Container container, QueryDefinition query, string partition, CancellationToken cancellationToken) =>
        await RunAsync(async () =>
        {
            var found = new List<T>();
            using var pages = container.GetItemQueryIterator<T>(query, requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = -1 });
            while (pages.HasMoreResults) found.AddRange(await pages.ReadNextAsync(cancellationToken));
            return found;
        });

    /// <exception cref="StoreUnavailableException">The account throttles, is unreachable or timed out.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (CosmosException e) when (e.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.RequestTimeout or HttpStatusCode.Gone)
        {
            throw new StoreUnavailableException($"Cosmos DB answered {(int)e.StatusCode}.", e, e.RetryAfter);
        }
        catch (HttpRequestException e)
        {
            throw new StoreUnavailableException("Cosmos DB could not be reached.", e);
        }
    }
}
