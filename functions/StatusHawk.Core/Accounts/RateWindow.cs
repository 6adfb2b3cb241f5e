namespace StatusHawk.Core.Accounts;

/// <summary>
/// How many requests of one caller passed in a window of time, which begins with the first of them. Fixed windows: what is told of one is exact, and one costs two
/// numbers. The price is that a quota may pass at the end of a window and another at the beginning of the next.
/// </summary>
/// <param name="EndsAt">On a clock that knows no way back.</param>
/// <param name="Passed">Requests that passed.</param>
public readonly record struct RateWindow(TimeSpan EndsAt, int Passed)
{
    /// <summary>The window's length.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    public bool IsOver(TimeSpan now) => now >= EndsAt;

    /// <summary>The window after one more request, and what came of that.</summary>
    /// <param name="quota">Requests that may pass in a window, 1 or more.</param>
    /// <param name="now">On the same clock.</param>
    public (RateWindow After, RateAnswer Answer) Take(int quota, TimeSpan now)
    {
        var window = IsOver(now) ? new RateWindow(now + Length, 0) : this;
        var passes = window.Passed < quota;
        var after = passes ? window with { Passed = window.Passed + 1 } : window;
        return (after, new(passes, quota, Math.Max(0, quota - after.Passed), after.EndsAt - now));
    }
}

/// <summary>What came of a request, and what is left.</summary>
/// <param name="Passes">Whether it may go on.</param>
/// <param name="Quota">Requests that may pass in a window.</param>
/// <param name="Remaining">How many more may pass in this one.</param>
/// <param name="ResetsIn">How long until the next window may begin.</param>
public readonly record struct RateAnswer(bool Passes, int Quota, int Remaining, TimeSpan ResetsIn);
