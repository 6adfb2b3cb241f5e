using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Incidents;

/// <summary>
/// Saves what a person does to an incident. A detected one is marked first: what is to be told of the change is found by its mark, whatever becomes of the command.
/// </summary>
public sealed class ChangeIncident(IIncidentStore incidents, IOpenIncidents open, Commands commands, Retrying retrying, TimeProvider clock)
{
    /// <param name="workspaceId">The caller's workspace.</param>
    /// <param name="incidentId">Anything: what is no id is missing.</param>
    /// <param name="change">What is done, at a time. Called again when somebody else was faster.</param>
    /// <param name="cancellationToken">Heeded until the first write.</param>
    /// <param name="ifMatch">What the stored one must be; null: anything.</param>
    public async Task<Result<Incident>> RunAsync(
        string workspaceId, string incidentId, Func<Incident, DateTimeOffset, IncidentChange> change, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        if (!Ids.IsValid(Ids.Incident, incidentId)) return new Result<Incident>.Missing();
        return await retrying.ChangeAsync<Incident>(async () =>
        {
            if (await incidents.ReadAsync(workspaceId, incidentId, cancellationToken) is not { } stored) return new Result<Incident>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<Incident>.Outdated();
            var changed = change(stored.Value, clock.Now());
            if (changed.Refusal is { } refusal) return new Result<Incident>.Conflict(refusal);
            if (ReferenceEquals(changed.Incident, stored.Value)) return new Result<Incident>.Done(stored.Value) { Before = stored.Value };

            if (stored.Value.Origin == IncidentOrigin.Detected) await open.MarkAsync(workspaceId, incidentId, CancellationToken.None);
            if (!await incidents.TryWriteAsync(changed.Incident!, stored.ETag, CancellationToken.None)) return null;
            await commands.SendAsync(new() { Kind = CommandKind.IncidentChanged, WorkspaceId = workspaceId, IncidentId = incidentId });
            return new Result<Incident>.Done(changed.Incident!) { Before = stored.Value };
        }, "Others keep changing this incident. Read it and try again.", cancellationToken);
    }
}
