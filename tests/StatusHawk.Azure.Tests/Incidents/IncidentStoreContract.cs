using StatusHawk.Core;
using StatusHawk.Core.Incidents;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Incidents;

public sealed class CosmosIncidentStoreTests(Emulators emulators) : IncidentStoreContract(emulators.Get<IIncidentStore>());

public sealed class InMemoryIncidentStoreTests() : IncidentStoreContract(new InMemoryStores().Incidents);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class IncidentStoreContract(IIncidentStore store)
{
    [Fact]
    public async Task An_incident_is_read_back_whole_and_by_its_own_workspace_alone()
    {
        var incident = Examples.Incident();

        (await store.TryWriteAsync(incident, null, default)).ShouldBeTrue();

        (await store.ReadAsync(incident.WorkspaceId, incident.Id, default))!.Value.ShouldBeWhole(incident);
        (await store.ReadAsync(Ids.New(Ids.Workspace), incident.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_there_is_not_created_again()
    {
        var incident = Examples.Incident();
        await store.TryWriteAsync(incident, null, default);

        (await store.TryWriteAsync(incident with { Title = "Other" }, null, default)).ShouldBeFalse();

        (await store.ReadAsync(incident.WorkspaceId, incident.Id, default))!.Value.Title.ShouldBe(incident.Title);
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var incident = Examples.Incident();
        await store.TryWriteAsync(incident, null, default);
        var read = (await store.ReadAsync(incident.WorkspaceId, incident.Id, default))!;

        (await store.TryWriteAsync(incident with { Title = "First" }, read.ETag, default)).ShouldBeTrue();
        (await store.TryWriteAsync(incident with { Title = "Second" }, read.ETag, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task All_of_a_workspace_are_read_in_the_order_in_which_they_began_however_many()
    {
        var workspace = Ids.New(Ids.Workspace);
        Incident[] incidents = [.. Enumerable.Range(0, 130).Select(age => Examples.Incident(workspace, minutesOld: age, resolved: age % 2 == 0))];
        await Task.WhenAll(incidents.Append(Examples.Incident()).Select(incident => store.TryWriteAsync(incident, null, default)));

        var read = new List<string>();
        await foreach (var incident in store.ReadAllAsync(workspace, default)) read.Add(incident.Id);

        read.ShouldBe(incidents.Reverse().Select(incident => incident.Id));
    }

    [Fact]
    public async Task The_list_has_open_ones_of_any_age_and_others_from_a_time_on_the_latest_first()
    {
        var workspace = Ids.New(Ids.Workspace);
        var longOpen = Examples.Incident(workspace, minutesOld: 100_000);
        var longOver = Examples.Incident(workspace, minutesOld: 90_000, resolved: true);
        var over = Examples.Incident(workspace, minutesOld: 60, resolved: true);
        var open = Examples.Incident(workspace, minutesOld: 5);
        foreach (var incident in new[] { over, longOpen, open, longOver, Examples.Incident() }) await store.TryWriteAsync(incident, null, default);

        (await ListAsync(Examples.Noon.AddDays(-1), 10)).ShouldBe([open.Id, over.Id, longOpen.Id]);
        (await ListAsync(Examples.Noon.AddDays(-1), 2)).ShouldBe([open.Id, over.Id]);
        (await ListAsync(DateTimeOffset.MinValue, 10)).ShouldBe([open.Id, over.Id, longOver.Id, longOpen.Id]);
        (await ListAsync(DateTimeOffset.MaxValue, 10)).ShouldBe([open.Id, longOpen.Id]);

        async Task<IEnumerable<string>> ListAsync(DateTimeOffset from, int limit) => (await store.ListAsync(workspace, from, limit, default)).Select(incident => incident.Id);
    }

    [Fact]
    public async Task The_list_is_read_part_by_part_the_latest_first_whatever_comes_meanwhile()
    {
        var workspace = Ids.New(Ids.Workspace);
        Incident[] all = [.. new[] { 1, 2, 2, 3, 4 }.Select((age, i) => Examples.Incident(workspace, minutesOld: age, resolved: i == 3))];
        all = [.. all.OrderByDescending(incident => incident.StartedAt).ThenByDescending(incident => incident.Id, StringComparer.Ordinal)];
        foreach (var incident in all) await store.TryWriteAsync(incident, null, default);

        var first = await store.ListAsync(workspace, onlyOpen: false, new(2, After: null), default);
        await store.TryWriteAsync(Examples.Incident(workspace), null, default);
        var second = await store.ListAsync(workspace, onlyOpen: false, new(2, first.Next), default);
        var third = await store.ListAsync(workspace, onlyOpen: false, new(2, second.Next), default);

        first.Items.Concat(second.Items).Concat(third.Items).Select(incident => incident.Id).ShouldBe(all.Select(incident => incident.Id));
        third.Next.ShouldBeNull();
        (await store.ListAsync(workspace, onlyOpen: true, new(2, second.Next), default)).Items.Select(incident => incident.Id).ShouldBe([all[4].Id]);
    }
}
