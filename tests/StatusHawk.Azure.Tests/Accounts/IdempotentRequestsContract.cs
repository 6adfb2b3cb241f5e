using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosIdempotentRequestsTests(Emulators emulators) : IdempotentRequestsContract(emulators.Get<IIdempotentRequests>());

public sealed class InMemoryIdempotentRequestsTests() : IdempotentRequestsContract(new InMemoryStores().IdempotentRequests);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class IdempotentRequestsContract(IIdempotentRequests store)
{
    private readonly IdempotentRequest _request =
        new() { Id = "idm_" + Guid.NewGuid().ToString("N"), Body = "v1.k.body", Seed = "v1.k.seed", BeganAt = Examples.Noon, RanAt = Examples.Noon };

    [Fact]
    public async Task Of_many_who_begin_at_once_one_does()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => store.TryWriteAsync(_request, etag: null, default)));

        var stored = begun.OfType<Stored<IdempotentRequest>>().ShouldHaveSingleItem();
        (await store.ReadAsync(_request.Id, default)).ShouldBe(stored);
        stored.Value.ShouldBe(_request);
    }

    [Fact]
    public async Task Whoever_wrote_may_write_again_without_reading_and_nobody_else()
    {
        var begun = (await store.TryWriteAsync(_request, etag: null, default))!;
        var done = (await store.TryWriteAsync(_request with { Answer = "v1.k.answer", LetGo = true }, begun.ETag, default))!;

        (await store.TryWriteAsync(_request, begun.ETag, default)).ShouldBeNull();
        (await store.ReadAsync(_request.Id, default)).ShouldBe(done);
    }

    [Fact]
    public async Task It_is_forgotten_as_it_was_read_and_not_when_it_was_written_since()
    {
        var begun = (await store.TryWriteAsync(_request, etag: null, default))!;
        var done = (await store.TryWriteAsync(_request with { LetGo = true }, begun.ETag, default))!;

        await store.DeleteAsync(begun, default);
        (await store.ReadAsync(_request.Id, default)).ShouldBe(done);
        await store.DeleteAsync(done, default);
        await store.DeleteAsync(done, default);

        (await store.ReadAsync(_request.Id, default)).ShouldBeNull();
        (await store.TryWriteAsync(_request, etag: null, default)).ShouldNotBeNull();
    }
}
