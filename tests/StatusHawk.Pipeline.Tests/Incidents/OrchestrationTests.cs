using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Alerting.Channels;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;
using StatusHawk.Emulation.Durable.Client;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Pipeline.Incidents;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests.Incidents;

/// <summary>The orchestrators over real replay: an outage from its first failure to its last word, and each of them started twice.</summary>
public sealed class OrchestrationTests(Storage storage)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_outage_is_confirmed_by_opinions_opened_once_told_and_resolved(bool troubled)
    {
        (string, string?)[] settings = troubled ? [("Emulation:DurableDropEvents", "true"), ("Emulation:DurableDuplicateActivities", "true")] : [];
        await using var receiver = FlakyTarget.Start();
        await using var app = await PipelineApp.StartAsync(storage, [("Incidents:FollowEvery", "00:00:01"), .. settings]);
        await app.World.AddPageAsync();
        app.World.Clock.Set(TimeProvider.System.GetUtcNow().AddMinutes(-1));
        var monitor = await app.World.AddMonitorAsync();
        await app.TakeAsync(Queues.Results, PipelineApp.Text([.. monitor.Regions.Select(region => app.World.Round(region, "u", monitor))]));
        await AddChannelAsync(app, receiver.Url.ToString());

        // The first failure; each region is then asked for a second look, and finds the same.
        app.World.Clock.Set(TimeProvider.System.GetUtcNow());
        await app.TakeAsync(Queues.Urgent, PipelineApp.Text([.. monitor.Regions.Select(region => app.World.Lone(EntryKind.Urgent, region, 'd', monitor))]));
        foreach (var region in monitor.Regions)
            await Eventually.TrueAsync(async () => await storage.CountAsync(Queues.Opinions(region)) > 0, $"{region} is asked");
        var asked = (await storage.ReadAsync<RoundsMessage>(Queues.Opinions("eu")))[0].Rounds.Single();
        app.World.Clock.Set(asked.Slot.Time);
        await app.TakeAsync(Queues.Urgent, PipelineApp.Text([.. monitor.Regions.Select(region => app.World.Lone(EntryKind.Opinion, region, 'd', monitor))]));
        await Eventually.TrueAsync(() => app.Stores.Deliveries.All.Count(row => row.State == DeliveryState.Sent) == 1, "the outage is told");

        var incident = app.Stores.Incidents.All.ShouldHaveSingleItem();
        incident.Status.ShouldBe(IncidentStatus.Investigating);

        for (var slot = 1; slot <= 2; slot++)
        {
            app.World.Clock.Advance(TimeSpan.FromSeconds(10));
            await app.TakeAsync(Queues.Results, PipelineApp.Text([.. monitor.Regions.Select(region => app.World.Round(region, "u", monitor))]));
        }

        await Eventually.TrueAsync(() => app.Stores.Deliveries.All.Count(row => row.State == DeliveryState.Sent) == 2, "the recovery is told");
        receiver.Requests.Select(request => request.Split("webhook-id: ")[1].Split('\r')[0]).Distinct().Count().ShouldBe(2);
        app.Stores.Incidents.All.ShouldHaveSingleItem().Transitions.Select(step => step.Kind).ShouldBe([TransitionKind.Down, TransitionKind.Recovered]);
        await Eventually.TrueAsync(async () => (await app.World.LiveAsync(monitor))!.IncidentId is null, "the monitor is free for another");
        await app.PoisonIsEmptyAsync();
    }

    [Fact]
    public async Task What_runs_for_an_incident_of_a_removed_workspace_is_ended_and_forgotten_and_asking_again_is_harmless()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await using var client = new HubClient(app.Service<TaskHub>());
        var orchestrations = new DurableOrchestrations(client);
        var services = new ServiceCollection();
        app.Stores.AddTo(services, TimeProvider.System);
        var whole = await WholeWorkspace.FillAsync(services.BuildServiceProvider());

        // No mail is taken: it is tried again, for a day.
        app.Mailer.Outcome = () => new SendOutcome.Later("Away.");
        var incident = (await app.Stores.Incidents.ReadAsync(whole.Id, whole.Incident, default))!;
        var recovered = incident.Value.Transitions[0] with { Number = 2, Kind = TransitionKind.Recovered };
        await app.Stores.Incidents.TryWriteAsync(incident.Value with { Transitions = [.. incident.Value.Transitions, recovered] }, incident.ETag, default);
        string[] ids = [$"incident-{whole.Incident}", $"alert-{whole.Incident}-{whole.Channel}"];
        await orchestrations.FollowAsync(whole.Id, whole.Incident, atOnce: false, default);
        await orchestrations.TellAsync(whole.Id, whole.Incident, whole.Channel, default);
        await Eventually.TrueAsync(() => app.Stores.Deliveries.All.Any(row => row is { IncidentId: var id, Number: 2, State: DeliveryState.Queued } && id == whole.Incident), "a try has failed");
        (await client.GetInstanceAsync(ids[1]))!.IsCompleted.ShouldBeFalse();

        (await orchestrations.EndIncidentAsync(whole.Incident, default)).ShouldBeFalse();
        await Eventually.TrueAsync(async () => await orchestrations.EndIncidentAsync(whole.Incident, default), "all has ended");

        foreach (var id in ids) (await client.GetInstanceAsync(id)).ShouldBeNull();
        (await orchestrations.EndIncidentAsync(whole.Incident, default)).ShouldBeTrue();
        (await orchestrations.EndConfirmationAsync(whole.Shard, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Finished_orchestrations_are_purged_after_a_day_and_may_be_started_again_before()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        await using var client = new HubClient(app.Service<TaskHub>());
        var orchestrations = new DurableOrchestrations(client);
        var id = $"confirm-{PipelineWorld.Shard}";
        for (var time = 0; time < 2; time++)
        {
            await orchestrations.ConfirmAsync(PipelineWorld.Workspace, PipelineWorld.Shard, atOnce: true, default);
            (await client.WaitForInstanceCompletionAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        }

        await PurgeAsync(TimeSpan.FromHours(23));
        (await client.GetInstanceAsync(id)).ShouldNotBeNull();
        await PurgeAsync(TimeSpan.FromHours(25));
        (await client.GetInstanceAsync(id)).ShouldBeNull();

        Task PurgeAsync(TimeSpan later) =>
            new PurgeInstances(new ManualClock(TimeProvider.System.GetUtcNow() + later)).Run(timer: null!, client, default);
    }

    private static async Task AddChannelAsync(PipelineApp app, string url)
    {
        var id = Ids.New(Ids.Channel);
        var sealer = new Sealer(new SealingOptions { CurrentKeyId = "test", Keys = new Dictionary<string, string> { ["test"] = PipelineApp.SealingKey } });
        await app.Stores.Channels.CreateAsync(
            new Channel
            {
                Id = id,
                WorkspaceId = PipelineWorld.Workspace,
                Name = "On call",
                Kind = ChannelKind.Webhook,
                Webhook = new WebhookSettings { Url = url, SealedSecret = sealer.Seal(StandardWebhook.NewSecret(), id) },
                CreatedAt = app.World.Clock.GetUtcNow(),
                UpdatedAt = app.World.Clock.GetUtcNow(),
            },
            default);
    }
}
