using System.Diagnostics;
using Azure.Storage.Queues;

namespace StatusHawk.Emulation.Tests.Functions;

/// <summary>Waits for a condition, generously: the machine may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static Task HoldsAsync(QueueClient queue, int messages) => TrueAsync(
        async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == messages, $"{messages} messages in {queue.Name}");

    public static Task TrueAsync(Func<Task<bool>> condition, string what) => TrueAsync(condition, () => what);

    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > Bound)
                throw new TimeoutException($"Not within {Bound.TotalSeconds} s: {what()}.");
            await Task.Delay(50);
        }
    }
}
