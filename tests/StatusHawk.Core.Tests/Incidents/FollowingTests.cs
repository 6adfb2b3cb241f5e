using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class FollowingTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task While_the_checks_say_down_nothing_is_written()
    {
        var (_, incident) = await OpenAsync();

        var followed = await FollowAsync(incident);

        followed.IsOver.ShouldBeFalse();
        followed.Incident.Status.ShouldBe(IncidentStatus.Investigating);
        _world.Stores.Journal.Count("Incidents.Write").ShouldBe(1);
    }

    [Fact]
    public async Task One_good_slot_is_no_recovery_and_two_are()
    {
        var (monitor, incident) = await OpenAsync();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        var back = _world.Clock.GetUtcNow();
        await _world.RecordAllAsync('u', monitor);
        (await FollowAsync(incident)).IsOver.ShouldBeFalse();

        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAllAsync('u', monitor);
        var followed = await FollowAsync(incident);

        followed.IsOver.ShouldBeTrue();
        followed.Incident.ResolvedAt.ShouldBe(back);
        followed.Incident.Transitions.Select(step => (step.Number, step.Kind)).ShouldBe([(1, TransitionKind.Down), (2, TransitionKind.Recovered)]);
        followed.Incident.Timeline[^1].Message.ShouldBe("It works again, after 2 min.");
        (await _world.LiveAsync(monitor))!.ShouldSatisfyAllConditions(live => live.IncidentId.ShouldBeNull(), live => live.EpisodeSince.ShouldBeNull());
    }

    [Fact]
    public async Task Looking_again_at_what_is_over_changes_nothing()
    {
        var (monitor, incident) = await OpenAsync();
        await _world.MendAsync(monitor);
        var first = await FollowAsync(incident);

        var second = await FollowAsync(incident);

        second.IsOver.ShouldBeTrue();
        second.Incident.Transitions.Count.ShouldBe(first.Incident.Transitions.Count);
    }

    [Fact]
    public async Task With_one_region_of_three_still_down_the_outage_is_over()
    {
        var (monitor, incident) = await OpenAsync();
        for (var slot = 0; slot < 2; slot++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(60));
            await _world.RecordAsync(_world.Round("asia", "u", monitor), _world.Round("eu", "u", monitor), _world.Round("us", "d", monitor));
        }

        (await FollowAsync(incident)).Incident.Status.ShouldBe(IncidentStatus.Resolved);

        var live = (await _world.LiveAsync(monitor))!;
        live.Verdict.ShouldBe(Verdict.Partial);
        live.Episode.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_nobody_looks_any_more_the_incident_ends(bool deleted)
    {
        var (monitor, incident) = await OpenAsync();
        if (deleted) await _world.DeleteAsync(monitor);
        else await _world.ChangeAsync(monitor, it => it with { Enabled = false });
        _world.Clock.Advance(TimeSpan.FromSeconds(60));

        var followed = await FollowAsync(incident);

        followed.IsOver.ShouldBeTrue();
        followed.Incident.Transitions[^1].Kind.ShouldBe(TransitionKind.Ended);
    }

    [Fact]
    public async Task Resolved_by_hand_and_still_down_it_opens_again_after_the_time_of_a_recovery()
    {
        var (monitor, incident) = await OpenAsync();
        await ChangeAsync(incident, it => it with { Status = IncidentStatus.Resolved, ResolvedAt = _world.Clock.GetUtcNow(), ResolvedBy = "Kim" });
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAllAsync('d', monitor);
        var early = await FollowAsync(incident);
        early.IsOver.ShouldBeFalse();
        early.Incident.Status.ShouldBe(IncidentStatus.Resolved);

        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        await _world.RecordAllAsync('d', monitor);
        var late = await FollowAsync(incident);

        late.Incident.Status.ShouldBe(IncidentStatus.Investigating);
        late.Incident.ResolvedAt.ShouldBeNull();
        late.Incident.Transitions[^1].Kind.ShouldBe(TransitionKind.Reopened);
        _world.Stores.Incidents.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Resolved_by_hand_and_really_over_it_stays_resolved_and_frees_its_monitor()
    {
        var (monitor, incident) = await OpenAsync();
        await ChangeAsync(incident, it => it with { Status = IncidentStatus.Resolved, ResolvedAt = _world.Clock.GetUtcNow(), ResolvedBy = "Kim" });
        await _world.MendAsync(monitor);

        var followed = await FollowAsync(incident);

        followed.IsOver.ShouldBeTrue();
        followed.Incident.Transitions.Select(step => step.Kind).ShouldBe([TransitionKind.Down]);
        (await _world.LiveAsync(monitor))!.IncidentId.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_person_holds_open_no_check_resolves()
    {
        var (monitor, incident) = await OpenAsync();
        await ChangeAsync(incident, it => it with { HeldOpen = true });
        await _world.MendAsync(monitor);

        (await FollowAsync(incident)).Incident.Status.ShouldBe(IncidentStatus.Investigating);
    }

    [Fact]
    public async Task Down_and_up_too_often_is_told_as_flapping_once_and_then_is_quiet_until_stable()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.RecordAllAsync('u', monitor);
        for (var time = 0; time < 5; time++)
        {
            await _world.BreakAsync(monitor);
            foreach (var opened in await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)) await FollowAsync(opened);
            await _world.MendAsync(monitor);
            await FollowAsync((await _world.LiveAsync(monitor))!.IncidentId!);
        }

        var told = _world.Stores.Incidents.All.SelectMany(incident => incident.Transitions).OrderBy(step => step.At).Select(step => step.Kind);
        told.ShouldBe([TransitionKind.Down, TransitionKind.Recovered, TransitionKind.Down, TransitionKind.Recovered, TransitionKind.Flapping]);
        var open = (await _world.LiveAsync(monitor))!.IncidentId!;

        for (var slot = 0; slot < 10; slot++) await _world.MendAsync(monitor);
        var stable = await FollowAsync(open);

        stable.Incident.Transitions.Select(step => step.Kind).ShouldBe([TransitionKind.Flapping, TransitionKind.Recovered]);
        _world.Stores.Incidents.All.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_leaves_what_the_next_look_completes()
    {
        for (var write = 1; write <= 4; write++)
        {
            foreach (var happened in new[] { false, true })
            {
                var world = new PipelineWorld();
                var monitor = await OpeningTests.DownAsync(world);
                var incident = (await world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)).Single();
                await world.MendAsync(monitor);
                world.Stores.Journal.DieAt(write, happened);
                try
                {
                    await world.Following.FollowAsync(monitor.WorkspaceId, incident, default);
                }
                catch (StoreUnavailableException)
                {
                    // The process is gone; the activity runs again.
                }

                world.Stores.Journal.Recover();
                world = world.Restarted();
                var followed = (await world.Following.FollowAsync(monitor.WorkspaceId, incident, default))!;

                followed.IsOver.ShouldBeTrue($"died at write {write}");
                followed.Incident.Transitions.Select(step => step.Kind).ShouldBe([TransitionKind.Down, TransitionKind.Recovered]);
                (await world.LiveAsync(monitor))!.IncidentId.ShouldBeNull();
            }
        }
    }

    private async Task<(Monitor Monitor, string IncidentId)> OpenAsync()
    {
        var monitor = await OpeningTests.DownAsync(_world);
        return (monitor, (await _world.Opening.OpenAsync(monitor.WorkspaceId, [monitor.Id], default)).Single());
    }

    private async Task<Followed> FollowAsync(string incidentId) => (await _world.Following.FollowAsync(PipelineWorld.Workspace, incidentId, default))!;

    private async Task ChangeAsync(string incidentId, Func<Incident, Incident> change)
    {
        var stored = (await _world.Stores.Incidents.ReadAsync(PipelineWorld.Workspace, incidentId, default))!;
        (await _world.Stores.Incidents.TryWriteAsync(change(stored.Value), stored.ETag, default)).ShouldBeTrue();
    }
}
