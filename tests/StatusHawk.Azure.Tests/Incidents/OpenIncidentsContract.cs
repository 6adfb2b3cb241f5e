using StatusHawk.Core;
using StatusHawk.Core.Incidents;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Incidents;

public sealed class TableOpenIncidentsTests(Emulators emulators) : OpenIncidentsContract(emulators.Get<IOpenIncidents>());

public sealed class InMemoryOpenIncidentsTests() : OpenIncidentsContract(new InMemoryStores().OpenIncidents);

/// <summary>What both the table of Azure and its stand-in in memory do.</summary>
public abstract class OpenIncidentsContract(IOpenIncidents open)
{
    [Fact]
    public async Task A_mark_is_there_once_until_it_is_taken_off()
    {
        var (workspace, incident) = (Ids.New(Ids.Workspace), Ids.New(Ids.Incident));
        await open.MarkAsync(workspace, incident, default);
        await open.MarkAsync(workspace, incident, default);

        var mark = (await open.ListAsync(default)).Single(it => it.IncidentId == incident);
        mark.WorkspaceId.ShouldBe(workspace);
        (TimeProvider.System.GetUtcNow() - mark.MarkedAt).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(5));

        await open.UnmarkAsync(mark, default);
        await open.UnmarkAsync(mark, default);
        (await open.ListAsync(default)).ShouldNotContain(it => it.IncidentId == incident);
    }

    [Fact]
    public async Task A_mark_that_was_renewed_since_it_was_read_stays()
    {
        var (workspace, incident) = (Ids.New(Ids.Workspace), Ids.New(Ids.Incident));
        await open.MarkAsync(workspace, incident, default);
        var read = (await open.ListAsync(default)).Single(it => it.IncidentId == incident);
        await open.MarkAsync(workspace, incident, default);

        await open.UnmarkAsync(read, default);

        (await open.ListAsync(default)).ShouldContain(it => it.IncidentId == incident);
    }
}
