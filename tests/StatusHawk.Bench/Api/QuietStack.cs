using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Bench.Probe;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Api;

/// <summary>A stack of which only Api and the emulators run: the bench writes what Pipeline would, so that on one machine Api alone is measured.</summary>
public sealed class QuietStack : IAsyncDisposable
{
    private readonly ServiceProvider _stores;

    private QuietStack(LocalStack stack)
    {
        Stack = stack;
        Client = new StackClient(stack);
        _stores = new ServiceCollection().AddStatusHawkStores(stack.Configuration()).BuildServiceProvider();
    }

    public LocalStack Stack { get; }

    public StackClient Client { get; }

    public string Workspace => Stack.Secrets.WorkspaceId;

    public T Store<T>() where T : notnull => _stores.GetRequiredService<T>();

    /// <param name="core">The only core that Api may use, and all that it knows of; null: all.</param>
    public static async Task<QuietStack> StartAsync(int? core)
    {
        Console.WriteLine($"Load of this machine before: {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores. What others do there is in every latency below.");
        var one = new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" };
        var stack = await LocalStack.StartAsync(new StackOptions
        {
            StartBound = TimeSpan.FromMinutes(3),
            Regions = ["eu"],
            Say = Console.WriteLine,
            Environment = core is null ? [] : new Dictionary<string, IReadOnlyDictionary<string, string>> { ["api"] = one },
        });
        var quiet = new QuietStack(stack);
        await quiet.Client.ReadyAsync();
        await Task.WhenAll(stack.Pipeline.StopAsync(), stack.Probe("eu").StopAsync());
        if (core is { } only)
        {
            using var pin = ChildProcess.Start("taskset", ["-acp", $"{only}", $"{stack.Api.Pid}"], environment: null, talks: false);
            await pin.EndedAsync();
        }

        return quiet;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _stores.DisposeAsync();
        await Stack.DisposeAsync();
    }
}
