using StatusHawk.Core.Accounts;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Accounts;

public class RateWindowsTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void As_many_pass_as_may_in_a_window_that_begins_with_the_first()
    {
        var windows = new RateWindows(_clock);

        windows.Take("a", 2).ShouldBe(new(true, 2, 1, TimeSpan.FromSeconds(60)));
        _clock.Advance(TimeSpan.FromSeconds(59));
        windows.Take("a", 2).ShouldBe(new(true, 2, 0, TimeSpan.FromSeconds(1)));
        windows.Take("a", 2).ShouldBe(new(false, 2, 0, TimeSpan.FromSeconds(1)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        windows.Take("a", 2).ShouldBe(new(true, 2, 1, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Whoever_looks_whether_a_window_is_full_uses_nothing_of_it()
    {
        var windows = new RateWindows(_clock);

        windows.Full("a", 1).ShouldBeNull();
        windows.Take("a", 1).Passes.ShouldBeTrue();
        windows.Full("a", 1)!.Value.Passes.ShouldBeFalse();
        windows.Full("a", 2).ShouldBeNull();
        _clock.Advance(RateWindow.Length);
        windows.Full("a", 1).ShouldBeNull();
    }

    [Fact]
    public void A_quota_that_was_lowered_holds_at_once()
    {
        var windows = new RateWindows(_clock);
        for (var i = 0; i < 5; i++) windows.Take("a", 10);

        windows.Take("a", 3).ShouldBe(new(false, 3, 0, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task However_many_come_at_once_no_more_pass_while_windows_come_and_go()
    {
        var windows = new RateWindows(_clock, most: 100);

        var passed = await Task.WhenAll(Enumerable.Range(0, 64).Select(client => Task.Run(() =>
        {
            var mine = 0;
            for (var i = 0; i < 200; i++)
            {
                if (windows.Take("a", 1_000).Passes) mine++;
                windows.Take($"{client}-{i}", 1);
            }

            return mine;
        })));

        passed.Sum().ShouldBe(1_000);
        windows.Count.ShouldBeLessThan(500);
    }

    [Fact]
    public void The_wall_clock_set_back_makes_no_window_longer()
    {
        var windows = new RateWindows(_clock);
        windows.Take("a", 1);
        _clock.Set(_clock.GetUtcNow().AddHours(-1));
        _clock.Advance(RateWindow.Length);

        windows.Take("a", 1).Passes.ShouldBeTrue();
    }
}
