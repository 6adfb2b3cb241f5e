using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class OpeningTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task A_confirmed_outage_has_one_incident_however_often_it_is_opened()
    {
        var monitor = await DownAsync(_world);

        var first = await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default);
        var second = await _world.Restarted().Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default);

        second.ShouldBe(first);
        var incident = _world.Stores.Incidents.All.ShouldHaveSingleItem();
        incident.Id.ShouldBe(first.Single());
        incident.Cause!.Regions.ShouldBe(["asia", "eu", "us"]);
        incident.Cause.Error!.Message.ShouldBe("Nothing listens.");
        incident.StartedAt.ShouldBe(_world.Clock.GetUtcNow().AddSeconds(-60));
        incident.Transitions.Single().Kind.ShouldBe(TransitionKind.Down);
        (await _world.LiveAsync(monitor))!.IncidentId.ShouldBe(incident.Id);
    }

    [Fact]
    public async Task What_the_answer_looked_like_stays_with_the_cause_and_goes_into_no_alert()
    {
        var monitor = await DownAsync(_world);
        var live = (await _world.LiveAsync(monitor))!;
        var seen = live with { Votes = live.Votes.ToDictionary(vote => vote.Key, vote => vote.Value with { Error = vote.Value.Error! with { Answer = new(new Dictionary<string, string>(), "inside") } }) };

        var incident = IncidentRules.Open(monitor, seen, _world.Incidents, _world.Clock.GetUtcNow());

        incident.Cause!.Error!.Answer!.Body.ShouldBe("inside");
        incident.Transitions.Single().Error!.Answer.ShouldBeNull();
        incident.Transitions.Single().Error!.Message.ShouldBe("Nothing listens.");
    }

    [Fact]
    public async Task What_is_not_down_gets_no_incident()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.RecordAllAsync('u', monitor);
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAllAsync('d', monitor);

        (await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id, "mon_zzzzzzzzzzzzzzzz"], default)).ShouldBeEmpty();

        _world.Stores.Incidents.All.ShouldBeEmpty();
        _world.Stores.OpenIncidents.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_leaves_what_the_next_try_completes()
    {
        for (var write = 1; write <= 4; write++)
        {
            foreach (var happened in new[] { false, true })
            {
                var world = new PipelineWorld();
                var monitor = await DownAsync(world);
                world.Stores.Journal.DieAt(write, happened);
                await Should.ThrowAsync<StoreUnavailableException>(() => world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default));
                world.Stores.Journal.Recover();

                world = world.Restarted();
                var opened = await world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default);

                opened.ShouldHaveSingleItem($"died at write {write}");
                world.Stores.Incidents.All.ShouldHaveSingleItem().Id.ShouldBe(opened.Single());
                world.Stores.OpenIncidents.All.ShouldHaveSingleItem();
                (await world.LiveAsync(monitor))!.IncidentId.ShouldBe(opened.Single());
            }
        }
    }

    [Fact]
    public async Task An_outage_whose_incident_is_over_already_gets_another()
    {
        var monitor = await DownAsync(_world);
        var dead = _world.Restarted();
        _world.Stores.Journal.Before = call => call.StartsWith("Live.Write", StringComparison.Ordinal) ? throw new StoreUnavailableException("Dead.") : Task.CompletedTask;
        await Should.ThrowAsync<StoreUnavailableException>(() => dead.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default));
        _world.Stores.Journal.Recover();
        var orphan = _world.Stores.Incidents.All.Single();
        var stored = (await _world.Stores.Incidents.ReadAsync(monitor.WorkspaceId, orphan.Id, default))!;
        await _world.Stores.Incidents.TryWriteAsync(orphan with { Status = IncidentStatus.Resolved, ResolvedAt = _world.Clock.GetUtcNow() }, stored.ETag, default);

        var opened = await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default);

        opened.Single().ShouldNotBe(orphan.Id);
        (await _world.LiveAsync(monitor))!.IncidentId.ShouldBe(opened.Single());
    }

    [Fact]
    public async Task The_outage_after_a_recovery_is_another_incident()
    {
        var monitor = await DownAsync(_world);
        var first = (await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)).Single();
        await _world.MendAsync(monitor);
        await _world.Following.FollowAsync(monitor.WorkspaceId, first, default);
        await _world.BreakAsync(monitor);

        var second = (await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)).Single();

        second.ShouldNotBe(first);
        _world.Stores.Incidents.All.Count.ShouldBe(2);
    }

    internal static async Task<Monitor> DownAsync(PipelineWorld world)
    {
        var monitor = await world.AddMonitorAsync();
        await world.RecordAllAsync('u', monitor);
        await world.BreakAsync(monitor);
        (await world.VerdictAsync(monitor)).ShouldBe(Verdict.Down);
        return monitor;
    }
}
