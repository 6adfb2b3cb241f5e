using StatusHawk.Testing;

namespace StatusHawk.Core.Tests;

public sealed class RetryingTests
{
    private readonly ManualClock _clock = new();
    private int _tries;

    [Fact]
    public async Task Who_was_overtaken_tries_again_after_a_pause()
    {
        var work = Retrying().WhenOvertakenAsync(() => Task.FromResult(++_tries < 3 ? Tried<int>.Overtaken : Tried.Done(_tries)), "never", default);

        _tries.ShouldBe(1);
        await PassAsync(work);
        (await work).ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_overtaken_each_time_gives_up()
    {
        var work = Retrying().WhenOvertakenAsync(() => Task.FromResult(Count(Tried<int>.Overtaken)), "It never stops.", default, tries: 4);

        await PassAsync(work);
        (await Should.ThrowAsync<StoreContendedException>(() => work)).Message.ShouldBe("It never stops.");
        _tries.ShouldBe(4);
    }

    [Fact]
    public async Task A_store_that_asks_to_be_left_alone_is_left_alone_for_that_long()
    {
        var work = Retrying().WhenAwayAsync(
            () => Task.FromResult(++_tries > 1 ? 7 : throw new StoreUnavailableException("Busy.", retryAfter: TimeSpan.FromSeconds(1.5))), default);

        _clock.Advance(TimeSpan.FromSeconds(1.49));
        await Task.Yield();
        _tries.ShouldBe(1);
        await PassAsync(work);
        (await work).ShouldBe(7);
    }

    [Fact]
    public async Task A_store_that_asks_for_more_than_anybody_waits_here_is_left_to_the_message_that_comes_again()
    {
        await Should.ThrowAsync<StoreUnavailableException>(() => Retrying().WhenAwayAsync<int>(
            () => Count(Task.FromException<int>(new StoreUnavailableException("Busy.", retryAfter: TimeSpan.FromSeconds(30)))), default));

        _tries.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_stays_away_is_given_up()
    {
        var work = Retrying().WhenAwayAsync<int>(() => Count(Task.FromException<int>(new StoreUnavailableException("Gone."))), default);

        await PassAsync(work);
        await Should.ThrowAsync<StoreUnavailableException>(() => work);
        _tries.ShouldBe(Core.Retrying.Tries);
    }

    [Fact]
    public async Task Any_other_failure_is_nobodys_to_repeat()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Retrying().WhenAwayAsync<int>(() => Count(Task.FromException<int>(new InvalidOperationException())), default));
        _tries.ShouldBe(1);
    }

    private Retrying Retrying() => new(_clock);

    private T Count<T>(T result)
    {
        _tries++;
        return result;
    }

    private async Task PassAsync(Task work)
    {
        for (var i = 0; i < 500 && !work.IsCompleted; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(work, Task.Delay(10));
        }
    }
}
