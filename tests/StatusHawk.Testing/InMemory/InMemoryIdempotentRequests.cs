using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryIdempotentRequests(StoreJournal journal) : IIdempotentRequests
{
    private readonly Documents<IdempotentRequest> _requests = new();

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _requests.Json];

    public Task<Stored<IdempotentRequest>?> ReadAsync(string id, CancellationToken cancellationToken) =>
        journal.RunAsync($"Idempotency.Read {id}", () => _requests.Find(id));

    public Task<Stored<IdempotentRequest>?> TryWriteAsync(IdempotentRequest request, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Idempotency.Write {request.Id}", () => _requests.TryWrite(request.Id, request, etag) ? _requests.Find(request.Id) : null);

    public Task DeleteAsync(Stored<IdempotentRequest> request, CancellationToken cancellationToken) =>
        journal.RunAsync($"Idempotency.Delete {request.Value.Id}", () =>
        {
            if (_requests.Find(request.Value.Id)?.ETag == request.ETag) _requests.Remove(request.Value.Id);
            return true;
        });
}
