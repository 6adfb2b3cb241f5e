using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Tests.Alerting;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class AftercareTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task An_open_incident_that_nobody_may_follow_is_followed()
    {
        var incident = await OpenAsync();

        await _world.WatchAsync();

        _world.Orchestrations.Asked.ShouldContain($"Follow {incident}");
    }

    [Fact]
    public async Task One_that_is_over_is_told_until_nothing_is_left_and_then_forgotten()
    {
        await _world.Stores.Channels.CreateAsync(Samples.Webhook with { CreatedAt = _world.Clock.GetUtcNow() }, default);
        var monitor = await OpeningTests.DownAsync(_world);
        var incident = (await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)).Single();
        await _world.MendAsync(monitor);
        await _world.Following.FollowAsync(monitor.WorkspaceId, incident, default);
        _world.Orchestrations.Clear();

        await _world.WatchAsync();
        _world.Orchestrations.Asked.ShouldBe([$"Tell {Samples.Webhook.Id} of {incident}"]);
        _world.Stores.OpenIncidents.All.ShouldHaveSingleItem();

        (await _world.Outstanding.NextAsync(monitor.WorkspaceId, incident, Samples.Webhook.Id, default)).ShouldBeNull("it was over before anybody could hear of it");
        await _world.WatchAsync();
        _world.Stores.OpenIncidents.All.ShouldBeEmpty();
        _world.Stores.Deliveries.All.Select(row => row.State).ShouldBe([DeliveryState.Suppressed, DeliveryState.Suppressed]);
    }

    [Fact]
    public async Task A_mark_whose_incident_never_came_is_taken_off_after_a_while()
    {
        await _world.Stores.OpenIncidents.MarkAsync(PipelineWorld.Workspace, "inc_zzzzzzzzzzzzzzzz", default);
        await _world.WatchAsync();
        _world.Stores.OpenIncidents.All.ShouldHaveSingleItem("whoever set it may be at it");

        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        await _world.WatchAsync();

        _world.Stores.OpenIncidents.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Suspects_whose_confirmation_got_lost_are_found()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.RecordAllAsync('u', monitor);
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAllAsync('d', monitor);
        _world.Orchestrations.Clear();

        await _world.WatchAsync();

        _world.Orchestrations.Asked.ShouldBe([$"Confirm {monitor.Shard}"]);
    }

    private async Task<string> OpenAsync()
    {
        var monitor = await OpeningTests.DownAsync(_world);
        var incident = (await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)).Single();
        _world.Orchestrations.Clear();
        return incident;
    }
}
