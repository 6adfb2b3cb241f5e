using StatusHawk.Core.Accounts;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Core.Tests.Accounts;

public class AttemptLimitTests
{
    private static readonly AttemptLimit Limit = new(10, TimeSpan.FromMinutes(15));
    private readonly ManualClock _clock = new();
    private readonly InMemoryStores _stores = new();

    [Fact]
    public void So_many_pass_at_once_and_then_one_for_each_part_of_the_window()
    {
        var now = _clock.GetUtcNow();
        Attempts? attempts = null;
        for (var i = 0; i < 10; i++) attempts = Limit.Reserve("a", attempts, now).Reserved.ShouldNotBeNull();

        var (reserved, wait) = Limit.Reserve("a", attempts, now);

        (reserved, wait).ShouldBe((null, TimeSpan.FromSeconds(90)));
        attempts = Limit.Reserve("a", attempts, now + wait).Reserved.ShouldNotBeNull();
        Limit.Reserve("a", attempts, now + wait).Reserved.ShouldBeNull();
        Limit.Reserve("a", attempts, now + TimeSpan.FromHours(1)).Reserved!.ExpiresAt.ShouldBe(now + TimeSpan.FromHours(1) + TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Of_many_at_once_no_more_pass_than_one_after_the_other()
    {
        var limiting = new Limiting(_stores.Attempts, _clock);
        _stores.Journal.Before = async _ => await Task.Yield();

        var waits = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => limiting.ReserveAsync("a", Limit, default))));

        waits.Count(wait => wait is null).ShouldBe(10);
        waits.ShouldAllBe(wait => wait == null || wait > TimeSpan.Zero);
        (await limiting.ReserveAsync("b", Limit, default)).ShouldBeNull();
        await limiting.ForgetAsync("a", default);
        (await limiting.ReserveAsync("a", Limit, default)).ShouldBeNull();
    }
}
