using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.Client;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>A function app with durable functions, and the client that its functions would get.</summary>
internal sealed class DurableApp : IAsyncDisposable
{
    private readonly FunctionApp _app;

    private DurableApp(FunctionApp app)
    {
        _app = app;
        Hub = app.Services.GetRequiredService<TaskHub>();
        Client = new HubClient(Hub);
    }

    public DurableTaskClient Client { get; }

    public TaskHub Hub { get; }

    public Recorder Recorder => _app.Services.GetRequiredService<Recorder>();

    /// <summary>Settings of a task hub of its own, on which killed hosts hold their work for long.</summary>
    public static async Task<Dictionary<string, string?>> SettingsAsync(Azurite azurite, params (string Name, string Value)[] more)
    {
        await azurite.ReadyAsync();
        var settings = FunctionApp.Settings(azurite);
        settings["Emulation:DurablePollInterval"] = "00:00:00.2";
        foreach (var (name, value) in more)
            settings[name] = value;
        return settings;
    }

    public static async Task<DurableApp> StartAsync(Azurite azurite, params IReadOnlyList<Type> types) =>
        await StartAsync(await SettingsAsync(azurite), types);

    public static async Task<DurableApp> StartAsync(
        Dictionary<string, string?> settings, IReadOnlyList<Type> types, Recorder? recorder = null, string hostJson = FunctionApp.FastHostJson)
    {
        recorder ??= new Recorder();
        return new(await FunctionApp.StartAsync(
            types,
            settings,
            builder =>
            {
                builder.Services.AddSingleton(recorder);
                builder.Logging.AddProvider(new RecordingLogs(recorder));
                builder.Logging.AddFilter<RecordingLogs>(null, LogLevel.Information);
            },
            hostJson));
    }

    public async Task<string> RunAsync(string name, object? input = null, string? id = null) =>
        (await EndAsync(await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id)))).SerializedOutput ?? "";

    /// <summary>Waits until an instance has ended.</summary>
    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            return await Client.WaitForInstanceCompletionAsync(id, true, bound.Token);
        }
        catch (OperationCanceledException)
        {
            var now = await Client.GetInstanceAsync(id, true);
            throw new TimeoutException($"{id} has not ended: {now}. Seen: {string.Join(", ", Recorder.Entries)}.");
        }
    }

    public Task IsAsync(string id, OrchestrationRuntimeStatus status) => Eventually.TrueAsync(
        async () => (await Client.GetInstanceAsync(id))?.RuntimeStatus == status, $"{id} {status}");

    public Task CustomStatusAsync(string id, string json) => Eventually.TrueAsync(
        async () => (await Client.GetInstanceAsync(id, true))?.SerializedCustomStatus == json, $"{id}: {json}");

    /// <summary>What kill -9 does to the process, as far as storage can tell.</summary>
    public async Task CrashAsync()
    {
        Hub.Crash();
        await _app.StopAsync(abandon: true);
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
