using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Incidents;

/// <summary>Opens an incident that a person announces.</summary>
public sealed class OpenIncident(IIncidentStore incidents, IMonitorStore monitors, Commands commands, TimeProvider clock)
{
    public async Task<Result<Incident>> RunAsync(string workspaceId, JsonElement body, string by, Making making, CancellationToken cancellationToken)
    {
        var id = making.NewId(Ids.Incident);
        if (making.IsAgain && await incidents.ReadAsync(workspaceId, id, cancellationToken) is { } there) return await DoneAsync(there.Value);

        var errors = new FieldErrors();
        if (IncidentForm.ReadNew(body, errors) is not { } input) return new Result<Incident>.Invalid(errors.Items);
        var known = input.MonitorIds.Count == 0 ? [] : (await monitors.ListAsync(workspaceId, cancellationToken)).Select(monitor => monitor.Id).ToHashSet();
        for (var i = 0; i < input.MonitorIds.Count; i++)
            if (!known.Contains(input.MonitorIds[i])) errors.Add($"#/monitorIds/{i}", "There is no such monitor.");
        if (errors.Any) return new Result<Incident>.Invalid(errors.Items);

        var incident = IncidentChanges.Open(id, workspaceId, input, by, clock.Now());

        // Not being the one who wrote it means that a try whose answer got lost did: the id is new.
        await incidents.TryWriteAsync(incident, etag: null, CancellationToken.None);
        return await DoneAsync(incident);
    }

    private async Task<Result<Incident>> DoneAsync(Incident incident)
    {
        await commands.SendAsync(new() { Kind = CommandKind.IncidentChanged, WorkspaceId = incident.WorkspaceId, IncidentId = incident.Id });
        return new Result<Incident>.Done(incident);
    }
}
