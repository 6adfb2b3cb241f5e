using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Azure.Tests.Checks;

public sealed class CosmosCursorStoreTests(Emulators emulators)
{
    [Fact]
    public async Task Of_two_schedulers_one_moves_the_cursor()
    {
        var store = emulators.Get<ICursorStore>();
        (await store.ReadAsync(default)).ShouldBeNull();

        (await store.TryMoveAsync(new Slot(60), null, default)).ShouldBeTrue();
        (await store.TryMoveAsync(new Slot(61), null, default)).ShouldBeFalse();
        var read = await store.ReadAsync(default);
        (await store.TryMoveAsync(new Slot(120), read!.ETag, default)).ShouldBeTrue();
        (await store.TryMoveAsync(new Slot(121), read.ETag, default)).ShouldBeFalse();

        (await store.ReadAsync(default))!.Value.ShouldBe(new Slot(120));
    }
}
