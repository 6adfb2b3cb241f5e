using System.Runtime.Versioning;
using StatusHawk.EndToEnd;
using StatusHawk.Local;
using StatusHawk.Local.Stack;

// The stack runs where ./hawk does: Linux, macOS, WSL.
[assembly: UnsupportedOSPlatform("windows")]
[assembly: AssemblyFixture(typeof(StackFixture))]
// A stack is half a dozen processes that mostly wait; more than four tests at once would measure the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace StatusHawk.EndToEnd;

/// <summary>
/// One whole stack for all tests that break nothing but their own monitors. It starts with the first test that asks. A test that kills parts starts
/// a stack of its own with <see cref="StartAsync"/>. Logs are kept under <c>TestResults/logs</c>.
/// </summary>
public sealed class StackFixture : IAsyncDisposable
{
    private readonly Lazy<Task<LocalStack>> _stack = new(() => StartAsync("shared", Stacks.Shared));

    public Task<LocalStack> Stack => _stack.Value;

    /// <summary>A stack on free ports and data of its own, whose parts stay dead when they die.</summary>
    /// <param name="name">Names the folder that its logs are kept in.</param>
    /// <param name="change">What is different about it.</param>
    public static Task<LocalStack> StartAsync(string name, Func<StackOptions, StackOptions>? change = null)
    {
        var options = new StackOptions
        {
            KeepLogsIn = Path.Combine(Repository.Root, "TestResults", "logs", name),
            // The machine that runs tests runs other things, too.
            StartBound = TimeSpan.FromMinutes(3),
        };
        return LocalStack.StartAsync(change is null ? options : change(options), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // One that failed to start has ended by itself, and its tests have told.
        if (_stack.IsValueCreated && _stack.Value.IsCompletedSuccessfully) await (await _stack.Value).DisposeAsync();
    }
}
