using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting;

/// <summary>What has not been told yet.</summary>
public sealed class Outstanding(IIncidentStore incidents, IChannelStore channels, IDeliveryLedger ledger, Retrying retrying, TimeProvider clock)
{
    /// <summary>The channels that have something to be told, or to be spared, of an incident.</summary>
    public async Task<IReadOnlyList<string>> ChannelsAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (!incident.Transitions.Any(transition => AlertPolicy.Tells(transition.Kind))) return [];
        var all = await channels.ListAsync(incident.WorkspaceId, cancellationToken);
        var rows = (await ledger.ListAsync(incident.Id, cancellationToken)).ToLookup(row => row.ChannelId);

        // Rows of channels that are gone wait for somebody to close them.
        var gone = rows.Select(row => row.Key).Where(id => all.All(channel => channel.Id != id));
        return
        [
            .. all.Where(channel => !AlertOrder.IsSettled(incident, channel, [.. rows[channel.Id]])).Select(channel => channel.Id),
            .. gone.Where(id => !AlertOrder.IsSettled(incident, null, [.. rows[id]])),
        ];
    }

    /// <summary>The number of the transition that a channel is to be told next; null when nothing is left. What is not to be told is closed on the way.</summary>
    public Task<int?> NextAsync(string workspaceId, string incidentId, string channelId, CancellationToken cancellationToken) => retrying.WhenOvertakenAsync(
        () => NextOnceAsync(workspaceId, incidentId, channelId, cancellationToken), $"The ledger of {incidentId} kept changing while {channelId} was looked at.", cancellationToken);

    private async Task<Tried<int?>> NextOnceAsync(string workspaceId, string incidentId, string channelId, CancellationToken cancellationToken)
    {
        if (await incidents.ReadAsync(workspaceId, incidentId, cancellationToken) is not { Value: var incident }) return Tried.Done<int?>(null);
        var channel = (await channels.ReadAsync(workspaceId, channelId, cancellationToken))?.Value;
        Delivery[] rows = [.. (await ledger.ListAsync(incidentId, cancellationToken)).Where(row => row.ChannelId == channelId)];
        var step = AlertOrder.Next(incident, channel, rows);
        var closed = true;
        foreach (var transition in step.Suppress) closed &= await SuppressAsync(incident, channelId, transition, cancellationToken);
        return closed ? Tried.Done(step.Tell?.Number) : Tried<int?>.Overtaken;
    }

    // False when somebody else wrote: a try may have begun. One that is under way is left to end.
    private async Task<bool> SuppressAsync(Incident incident, string channelId, Transition transition, CancellationToken cancellationToken)
    {
        var stored = await ledger.ReadAsync(incident.Id, channelId, transition.Number, cancellationToken);
        var now = clock.GetUtcNow();
        var row = stored?.Value ?? new Delivery
        {
            WorkspaceId = incident.WorkspaceId,
            IncidentId = incident.Id,
            ChannelId = channelId,
            Number = transition.Number,
            Kind = transition.Kind,
            State = DeliveryState.Queued,
            QueuedAt = now,
            UpdatedAt = now,
        };
        if (row.State == DeliveryState.Sending && row.Until > now) return true;
        var detail = AlertPolicy.Begins(transition.Kind) ? "It was over before it could be told." : "There was nothing told that it would have ended.";
        return await ledger.TryWriteAsync(row with { State = DeliveryState.Suppressed, Until = null, UpdatedAt = now, Detail = detail }, stored?.ETag, cancellationToken);
    }
}
