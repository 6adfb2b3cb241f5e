using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Probe.Tests;

/// <summary>The whole app of the region <c>eu</c>, over real queues.</summary>
internal sealed class ProbeApp : IAsyncDisposable
{
    public const string Region = "eu";
    private const string Workspace = "ws_aaaaaaaaaaaaaaaa";
    private readonly FunctionApp _app;

    private ProbeApp(FunctionApp app) => _app = app;

    public static string Checks { get; } = Queues.Checks(Region);
    public static string Opinions { get; } = Queues.Opinions(Region);
    public static SealingOptions Sealing { get; } = new() { CurrentKeyId = "k1", Keys = new() { ["k1"] = Convert.ToBase64String(new byte[32]) } };

    public RecordedLog Log => _app.Log;

    public static Task<ProbeApp> StartAsync(Storage storage, params (string Name, string? Value)[] settings) => StartAsync(storage, queues: null, settings);

    /// <param name="storage">Where its messages come from.</param>
    /// <param name="queues">Takes what the app sends; null: the real queues do.</param>
    /// <param name="settings">Beside its own, or in their place; null for one that is missing.</param>
    public static async Task<ProbeApp> StartAsync(Storage storage, IMessageQueues? queues, params (string Name, string? Value)[] settings)
    {
        await storage.ClearAsync();
        (string, string?)[] all =
        [
            ("ProbeRegion", Region), ("Probe:AllowPrivateTargets", "true"), ("Sealing:CurrentKeyId", Sealing.CurrentKeyId), ("Sealing:Keys:k1", Sealing.Keys["k1"]), .. settings,
        ];
        return new ProbeApp(await FunctionApp.StartAsync(typeof(ProbeServices).Assembly, storage, all, builder =>
        {
            if (queues is not null) builder.Services.AddSingleton(queues);
            builder.Services.AddStatusHawkProbe(builder.Configuration);
        }));
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _app.GetAsync(path);

    /// <summary>A round that is due now and may start for a minute.</summary>
    public static RoundRequest Round(params CheckSpec[] checks)
    {
        var slot = Slot.Of(TimeProvider.System.GetUtcNow());
        return new() { Shard = Ids.New(Ids.Shard), WorkspaceId = Workspace, Slot = slot, Region = Region, NotAfter = slot + TimeSpan.FromSeconds(60), Checks = [.. checks] };
    }

    public static CheckSpec Check(Uri url, string? monitorId = null, IReadOnlyDictionary<string, string>? sealedHeaders = null) => new()
    {
        MonitorId = monitorId ?? Ids.New(Ids.Monitor),
        Kind = MonitorKind.Http,
        TimeoutSeconds = 60,
        Http = new HttpTarget { Url = url.ToString(), SealedHeaders = sealedHeaders },
    };

    public static string Text(params RoundRequest[] rounds) => JsonSerializer.Serialize(new RoundsMessage { Rounds = rounds }, StatusHawkJson.Options);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
