using System.Net;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

internal sealed class CosmosIdempotentRequests(CosmosDatabase cosmos) : IIdempotentRequests
{
    public async Task<Stored<IdempotentRequest>?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await cosmos.Accounts.ReadAsync<AccountDocument<IdempotentRequest>>(id, id, cancellationToken) is { } stored ? new(stored.Value.Body, stored.ETag) : null;

    public async Task<Stored<IdempotentRequest>?> TryWriteAsync(IdempotentRequest request, string? etag, CancellationToken cancellationToken)
    {
        var document = new AccountDocument<IdempotentRequest> { Id = request.Id, Ttl = (int)IdempotentRequest.Kept.TotalSeconds, Body = request };
        return await cosmos.Accounts.WriteAsync(document, request.Id, request.Id, etag, cancellationToken) is { } now ? new(request, now) : null;
    }

    public async Task DeleteAsync(Stored<IdempotentRequest> request, CancellationToken cancellationToken) => await CosmosCall.RunAsync(async () =>
    {
        try
        {
            var (id, options) = (request.Value.Id, new ItemRequestOptions { IfMatchEtag = request.ETag });
            await cosmos.Accounts.DeleteItemAsync<object>(id, new PartitionKey(id), options, cancellationToken);
            return true;
        }
        catch (CosmosException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    });
}
