using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>One call of an operation, and what it is answered with.</summary>
/// <param name="Status">The status of the answer.</param>
internal sealed record ExampleCall(int Status)
{
    /// <summary>JSON; null: the contract's own example.</summary>
    public Func<ContractWorld, string>? Body { get; init; }

    /// <summary>With its question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Changes the path that leads to what there is.</summary>
    public Func<ContractWorld, string, string>? Path { get; init; }

    /// <summary>Done before it, and undone after it as far as the journal's hooks go.</summary>
    public Func<ContractWorld, Task>? Before { get; init; }

    /// <summary>Done while it is under way, again and again.</summary>
    public Func<ContractWorld, Task>? Meanwhile { get; init; }

    /// <summary>Null: the workspace's own key, where the operation needs one.</summary>
    public string? Token { get; init; }
    public (string Name, string Value)[] Headers { get; init; } = [];

    public override string ToString() => $"{Status}";
}

/// <summary>Calls of every operation, good and bad. What can be said of all operations alike (tokens, rights, bodies, stores that are away) needs no row.</summary>
internal static class ExampleCalls
{
    private static readonly ExampleCall Fine = new(200);
    private static readonly ExampleCall Known = new(304) { Headers = [("If-None-Match", "*")] };
    private static readonly ExampleCall NoPage = new(404) { Path = (_, path) => path.Replace(ApiHost.Slug, "no-such-page", StringComparison.Ordinal) };
    private static readonly ExampleCall NoStore = new(503) { Path = (_, path) => path.Replace(ApiHost.Slug, "foreign", StringComparison.Ordinal), Before = FailAsync };
    private static readonly ExampleCall Broken = new(500) { Before = BreakAsync };
    private static readonly ExampleCall BadStep = new(400) { Query = "?step=year" };
    private static readonly ExampleCall OfHeartbeat = new(409) { Path = (world, path) => path.Replace(world.MonitorId, world.HeartbeatId, StringComparison.Ordinal) };

    public static IReadOnlyDictionary<string, ExampleCall[]> Rows { get; } = new Dictionary<string, ExampleCall[]>(StringComparer.Ordinal)
    {
        [FunctionNames.Health] = [Fine],
        [FunctionNames.Ready] = [Fine, new(503) { Before = FailAsync }],
        [FunctionNames.Metrics] = [Fine, Fine with { Token = ApiHost.Key }, new(401) { Token = "hk_wrong" }, new(503) { Before = FailAsync, Token = ApiHost.Key }, Broken with { Token = ApiHost.Key }],
        [FunctionNames.ReadContract] = [Fine, Known],
        [FunctionNames.ReadContractPage] = [Fine, Known],
        [FunctionNames.ShowPage] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageSummary] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageStatus] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageIncidents] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.ShowPageUnresolvedIncidents] = [Fine, Known, NoPage, NoStore],
        [FunctionNames.Heartbeat] = Calls(),
        [FunctionNames.HeartbeatStart] = Calls(),
        [FunctionNames.HeartbeatFail] = Calls(),

        [FunctionNames.ReadWorkspace] = [Fine],
        [FunctionNames.ChangeWorkspace] = [Fine, Overtaken("Workspaces.Replace", RewriteWorkspaceAsync) with { Body = _ => """{"name":"Another"}""" }],
        [FunctionNames.DeleteWorkspace] = [Overtaken("Workspaces.Replace", RewriteWorkspaceAsync), new(202)],

        [FunctionNames.ListMonitors] = [Fine],
        [FunctionNames.CreateMonitor] = [new(201)],
        [FunctionNames.ReadMonitor] = [Fine],
        [FunctionNames.ChangeMonitor] = [Fine, Overtaken("Monitors.Replace", RewriteMonitorAsync) with { Body = _ => """{"name":"Another"}""" }],
        [FunctionNames.PauseMonitor] = [Overtaken("Monitors.Replace", RewriteMonitorAsync), Fine],
        [FunctionNames.ResumeMonitor] = [Fine, new(409) { Before = PausedAndOvertakenAsync }],
        [FunctionNames.DeleteMonitor] = [Overtaken("Monitors.Delete", RewriteMonitorAsync), new(204)],
        [FunctionNames.TestMonitor] = [Fine, OfHeartbeat],
        [FunctionNames.TryMonitor] =
        [
            Fine with { Body = world => $$$"""{"name":"It","http":{"url":"{{{world.TargetUrl}}}"}}""" },
            new(409) { Body = _ => """{"name":"It","kind":"heartbeat","heartbeat":{"periodSeconds":60}}""" },
        ],
        [FunctionNames.ReadHistory] = [Fine, Fine with { Query = "?step=raw" }, Fine with { Query = "?step=day" }, BadStep],
        [FunctionNames.ReadUptime] = [Fine, new(400) { Query = "?from=yesterday" }],
        [FunctionNames.ReadOverview] = [Fine, BadStep],

        [FunctionNames.ListIncidents] = [Fine, new(400) { Query = "?limit=0" }],
        [FunctionNames.OpenIncident] = [new(201)],
        [FunctionNames.ReadIncident] = [Fine],
        [FunctionNames.UpdateIncident] = [Fine, new(409) { Before = ResolvedAsync }],
        [FunctionNames.AcknowledgeIncident] = [Overtaken("Incidents.Write", RewriteIncidentAsync), Fine],
        [FunctionNames.ResolveIncident] = [Overtaken("Incidents.Write", RewriteIncidentAsync), Fine],
        [FunctionNames.ReopenIncident] = [new(409) { Before = ResolvedAndOvertakenAsync }, Fine],

        [FunctionNames.ListChannels] = [Fine],
        [FunctionNames.CreateChannel] = [new(201), new(409) { Before = FillChannelsAsync }],
        [FunctionNames.ReadChannel] = [Fine],
        [FunctionNames.ChangeChannel] = [Fine, Overtaken("Channels.Replace", RewriteChannelAsync)],
        [FunctionNames.DeleteChannel] = [Overtaken("Channels.Delete", RewriteChannelAsync), new(204)],
        [FunctionNames.TestChannel] = [Fine with { Meanwhile = SentAsync }, new(202) { Meanwhile = LaterAsync }],

        [FunctionNames.ReadStatusPage] = [Fine],
        [FunctionNames.ChangeStatusPage] = [Fine, new(409) { Body = _ => """{"slug":"foreign"}""" }],
    };

    public static Task FailAsync(ContractWorld world)
    {
        // What is remembered for a moment is forgotten.
        world.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Api.Stores.Journal.FailAll();
        return Task.CompletedTask;
    }

    public static Task BreakAsync(ContractWorld world)
    {
        world.Api.Stores.Journal.Before = _ => throw new InvalidOperationException("The test broke it.");
        return Task.CompletedTask;
    }

    private static ExampleCall[] Calls() =>
        [Fine, new(404) { Path = (world, path) => path.Replace(world.HeartbeatAddress, "nobody", StringComparison.Ordinal) }, new(503) { Before = FailAsync }, Broken];

    // Somebody else is always faster.
    private static ExampleCall Overtaken(string write, Func<ContractWorld, Task> rewrite) => new(409) { Before = world => OvertakeAsync(world, write, rewrite) };

    private static Task OvertakeAsync(ContractWorld world, string write, Func<ContractWorld, Task> rewrite)
    {
        var rewriting = false;
        world.Api.Stores.Journal.Before = async call =>
        {
            if (rewriting || !call.StartsWith(write, StringComparison.Ordinal)) return;
            rewriting = true;
            await rewrite(world);
            rewriting = false;
        };
        return Task.CompletedTask;
    }

    private static async Task RewriteWorkspaceAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Workspaces.ReadForChangeAsync(ApiHost.WorkspaceId, default);
        await world.Api.Stores.Workspaces.TryReplaceAsync(stored!.Value, stored.ETag, default);
    }

    private static Task RewriteMonitorAsync(ContractWorld world) => RewriteMonitorAsync(world, enabled: true);

    private static async Task RewriteMonitorAsync(ContractWorld world, bool enabled)
    {
        var stored = await world.Api.Stores.Monitors.ReadAsync(ApiHost.WorkspaceId, world.MonitorId, default);
        await world.Api.Stores.Monitors.TryReplaceAsync(stored!.Value with { Enabled = enabled }, stored.ETag, default);
    }

    private static async Task PausedAndOvertakenAsync(ContractWorld world)
    {
        await RewriteMonitorAsync(world, enabled: false);
        await OvertakeAsync(world, "Monitors.Replace", inner => RewriteMonitorAsync(inner, enabled: false));
    }

    private static async Task RewriteIncidentAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Incidents.ReadAsync(ApiHost.WorkspaceId, world.IncidentId, default);
        await world.Api.Stores.Incidents.TryWriteAsync(stored!.Value, stored.ETag, default);
    }

    private static async Task ResolvedAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Incidents.ReadAsync(ApiHost.WorkspaceId, world.IncidentId, default);
        await world.Api.Stores.Incidents.TryWriteAsync(stored!.Value with { Status = IncidentStatus.Resolved, ResolvedAt = world.Api.Clock.GetUtcNow() }, stored.ETag, default);
    }

    private static async Task ResolvedAndOvertakenAsync(ContractWorld world)
    {
        await ResolvedAsync(world);
        await OvertakeAsync(world, "Incidents.Write", RewriteIncidentAsync);
    }

    private static async Task RewriteChannelAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Channels.ReadAsync(ApiHost.WorkspaceId, world.ChannelId, default);
        await world.Api.Stores.Channels.TryReplaceAsync(stored!.Value, stored.ETag, default);
    }

    private static async Task FillChannelsAsync(ContractWorld world)
    {
        var stored = await world.Api.Stores.Channels.ReadAsync(ApiHost.WorkspaceId, world.ChannelId, default);
        for (var i = 0; i < ChannelLimits.MaxChannels; i++) await world.Api.Stores.Channels.CreateAsync(stored!.Value with { Id = Ids.New(Ids.Channel) }, default);
    }

    private static async Task SentAsync(ContractWorld world)
    {
        if (world.Api.Stores.Queues.Of<Command>(Queues.Commands).LastOrDefault(command => command.Kind == CommandKind.TestChannel) is { } asked)
        {
            var (now, key) = (world.Api.Clock.GetUtcNow(), asked.ChannelId!);
            await world.Api.Stores.Deliveries.TryWriteAsync(
                new()
                {
                    WorkspaceId = asked.WorkspaceId,
                    IncidentId = asked.TestId!,
                    ChannelId = key,
                    Number = 1,
                    Kind = TransitionKind.Down,
                    State = DeliveryState.Sent,
                    Attempts = 1,
                    Detail = "The receiver answered 204.",
                    QueuedAt = now,
                    UpdatedAt = now,
                },
                null, default);
        }

        await LaterAsync(world);
    }

    private static async Task LaterAsync(ContractWorld world)
    {
        world.Api.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await Task.Delay(2);
    }
}
