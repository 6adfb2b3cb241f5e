using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Uptime;

public sealed class CosmosHistoryProgressTests(Emulators emulators) : HistoryProgressContract(emulators.Get<IHistoryProgress>());

public sealed class InMemoryHistoryProgressTests() : HistoryProgressContract(new InMemoryStores().Progress);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class HistoryProgressContract(IHistoryProgress progress)
{
    [Fact]
    public async Task It_moves_on_for_one_of_two_and_for_hours_and_days_apart()
    {
        // One for all of an installation: what an earlier run of this test left is there.
        var noon = Slot.Of(Examples.Noon);
        var (hours, days) = (await progress.ReadAsync(RollUpSpan.Hour, default), await progress.ReadAsync(RollUpSpan.Day, default));
        (await progress.TryMoveAsync(RollUpSpan.Hour, noon, hours?.ETag, default)).ShouldBeTrue();
        (await progress.TryMoveAsync(RollUpSpan.Hour, noon + Hours.One, hours?.ETag, default)).ShouldBeFalse();
        (await progress.TryMoveAsync(RollUpSpan.Day, noon + Hours.Day, days?.ETag, default)).ShouldBeTrue();

        var read = (await progress.ReadAsync(RollUpSpan.Hour, default))!;
        read.Value.ShouldBe(noon);
        (await progress.TryMoveAsync(RollUpSpan.Hour, noon + Hours.One, null, default)).ShouldBeFalse();
        (await progress.TryMoveAsync(RollUpSpan.Hour, noon + Hours.One, read.ETag, default)).ShouldBeTrue();
        (await progress.ReadAsync(RollUpSpan.Hour, default))!.Value.ShouldBe(noon + Hours.One);
        (await progress.ReadAsync(RollUpSpan.Day, default))!.Value.ShouldBe(noon + Hours.Day);
    }
}
