using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Checks;

public sealed class CosmosCursorStoreTests(Emulators emulators) : CursorStoreContract(emulators.Get<ICursorStore>());

public sealed class InMemoryCursorStoreTests() : CursorStoreContract(new InMemoryStores().Cursors);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class CursorStoreContract(ICursorStore store)
{
    [Fact]
    public async Task Of_two_schedulers_one_moves_the_cursor()
    {
        (await store.ReadAsync(default)).ShouldBeNull();

        (await store.TryMoveAsync(new Slot(60), null, default)).ShouldBeTrue();
        (await store.TryMoveAsync(new Slot(61), null, default)).ShouldBeFalse();
        var read = await store.ReadAsync(default);
        (await store.TryMoveAsync(new Slot(120), read!.ETag, default)).ShouldBeTrue();
        (await store.TryMoveAsync(new Slot(121), read.ETag, default)).ShouldBeFalse();

        (await store.ReadAsync(default))!.Value.ShouldBe(new Slot(120));
    }
}
