using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosExpiringStoreTests(Emulators emulators) : ExpiringStoreContract(emulators.Get<IExpiringStore<Session>>());

public sealed class InMemoryExpiringStoreTests() : ExpiringStoreContract(new InMemoryStores().Sessions);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class ExpiringStoreContract(IExpiringStore<Session> store)
{
    private readonly Session _session = Session.Begin(Ids.New(Ids.User), "Ada", new("192.0.2.1", "Tests"), TimeProvider.System.GetUtcNow()).Session;

    [Fact]
    public async Task What_is_stored_is_read_back_whole_until_it_is_removed()
    {
        (await store.TryWriteAsync(_session, null, default)).ShouldBeTrue();

        (await store.ReadAsync(_session.Id, default))!.Value.ShouldBeWhole(_session);
        await store.DeleteAsync(_session.Id, default);
        await store.DeleteAsync(_session.Id, default);
        (await store.ReadAsync(_session.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write_and_what_is_gone_is_not_brought_back()
    {
        await store.TryWriteAsync(_session, null, default);
        (await store.TryWriteAsync(_session, null, default)).ShouldBeFalse();
        var read = (await store.ReadAsync(_session.Id, default))!;

        (await store.TryWriteAsync(_session with { UserName = "One" }, read.ETag, default)).ShouldBeTrue();
        (await store.TryWriteAsync(_session with { UserName = "Two" }, read.ETag, default)).ShouldBeFalse();
        var again = (await store.ReadAsync(_session.Id, default))!;
        again.Value.UserName.ShouldBe("One");

        await store.DeleteAsync(_session.Id, default);
        (await store.TryWriteAsync(_session, again.ETag, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_ended_just_now_can_still_be_written()
    {
        var ended = _session with { ExpiresAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1) };

        (await store.TryWriteAsync(ended, null, default)).ShouldBeTrue();
    }
}
