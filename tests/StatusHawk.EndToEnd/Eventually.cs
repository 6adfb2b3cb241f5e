namespace StatusHawk.EndToEnd;

/// <summary>Waits for what is to come, however slow the machine.</summary>
public static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ShouldAssertException">It did not come within the bound, by default 2 minutes.</exception>
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? bound = null)
    {
        using var patience = new CancellationTokenSource(bound ?? Bound);
        while (!await condition())
        {
            if (patience.IsCancellationRequested) throw new ShouldAssertException($"Within {bound ?? Bound} this did not come true: {what}");
            await Task.Delay(Poll);
        }
    }

    public static Task BecomesTrueAsync(Func<bool> condition, string what, TimeSpan? bound = null) =>
        BecomesTrueAsync(() => Task.FromResult(condition()), what, bound);
}
