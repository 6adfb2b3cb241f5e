namespace StatusHawk.Emulation.Tests.Cosmos;

/// <summary>Waits for what must come true, generously, instead of for a time that must be enough.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string because)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"Within {Limit}: {because}");
            await Task.Delay(Pause);
        }
    }
}
