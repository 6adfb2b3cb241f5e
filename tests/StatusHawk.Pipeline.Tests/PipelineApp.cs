using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Pipeline.Tests;

/// <summary>The whole app over real queues and over stores in memory. Its timers never fire unless a test's settings say when.</summary>
internal sealed class PipelineApp : IAsyncDisposable
{
    public static readonly string[] ItsQueues = [Queues.Results, Queues.Urgent, Queues.Commands, Queues.Republish, Queues.RollUps, Queues.Tests, Queues.Mails];
    private const string Never = "0 0 0 1 1 *";

    /// <summary>What secrets of channels are sealed with.</summary>
    public static readonly string SealingKey = Convert.ToBase64String(new byte[32]);

    private readonly FunctionApp _app;

    private PipelineApp(FunctionApp app, Storage storage, PipelineWorld world, RecordedMailer mailer) => (_app, Storage, World, Mailer) = (app, storage, world, mailer);

    public Storage Storage { get; }

    /// <summary>Makes monitors and rounds of the present second, in the stores that the app uses.</summary>
    public PipelineWorld World { get; }
    public InMemoryStores Stores => World.Stores;
    public RecordedMailer Mailer { get; }

    public static async Task<PipelineApp> StartAsync(Storage storage, params (string Name, string? Value)[] settings)
    {
        await storage.ClearAsync();
        var world = new PipelineWorld(clock: new ManualClock(TimeProvider.System.GetUtcNow()));
        (string, string?)[] all =
        [
            ("Cosmos:Endpoint", "https://127.0.0.1:1/"), ("Cosmos:Key", "a2V5"), ("ScheduleEvery", Never), ("WatchdogEvery", Never), ("UptimeEvery", Never),
            ("Sealing:CurrentKeyId", "test"), ("Sealing:Keys:test", SealingKey), ("Probe:AllowPrivateTargets", "true"),
            ("AzureFunctionsJobHost:extensions:durableTask:hubName", "Hub" + Guid.NewGuid().ToString("N")), .. settings,
        ];
        var mailer = new RecordedMailer();
        var app = await FunctionApp.StartAsync(typeof(PipelineServices).Assembly, storage, all, builder =>
        {
            world.Stores.AddStoresTo(builder.Services);
            builder.Services.AddSingleton<IMailer>(mailer);
            builder.Services.AddStatusHawkPipeline(builder.Configuration);
        });
        return new PipelineApp(app, storage, world, mailer);
    }

    public RecordedLog Log => _app.Log;

    public T Service<T>() where T : notnull => _app.Service<T>();

    public Task<HttpResponseMessage> GetAsync(string path) => _app.GetAsync(path);

    /// <summary>Sends and waits until this message, and whatever follows from it, is dealt with.</summary>
    public async Task TakeAsync(string queue, string text)
    {
        await Storage.SendTextAsync(queue, text);
        await Storage.DrainedAsync(queue);
        await Storage.DrainedAsync(ItsQueues);
    }

    /// <summary>Everything stored that the world can see.</summary>
    public string State() => JsonSerializer.Serialize(
        new
        {
            Log = Stores.Log.All.OrderBy(entry => entry.Id, StringComparer.Ordinal),
            Live = Stores.Live.All.OrderBy(live => live.MonitorId, StringComparer.Ordinal),
            Pages = Stores.Pages.All.OrderBy(page => page.Slug, StringComparer.Ordinal),
            History = Stores.History.Json.Order(StringComparer.Ordinal),
            Monitors = Stores.Monitors.All.OrderBy(monitor => monitor.Id, StringComparer.Ordinal),
            Tests = Stores.TestAnswers.Json.Order(StringComparer.Ordinal),
        },
        StatusHawkJson.Options);

    public async Task PoisonIsEmptyAsync()
    {
        foreach (var queue in ItsQueues) (await Storage.CountAsync(Storage.Poison(queue))).ShouldBe(0, queue);
    }

    public static string Text<T>(T message) => JsonSerializer.Serialize(message, StatusHawkJson.Options);

    public static string Text(params LogEntry[] entries) => Text(new ResultsMessage { Entries = entries });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
