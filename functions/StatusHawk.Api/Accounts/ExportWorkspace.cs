using Microsoft.Extensions.Options;
using StatusHawk.Api.Accounts.Members;
using StatusHawk.Api.Http;
using StatusHawk.Api.Incidents;
using StatusHawk.Api.StatusPages;
using StatusHawk.Api.Uptime;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Accounts;

/// <summary>Writes all that a workspace has as one JSON object, list after list, each thing as the API shows it. Secrets are masked, those in addresses too.</summary>
public sealed class ExportWorkspace(
    IWorkspaceStore workspaces,
    ReadMembers members,
    IInvitationStore invitations,
    IChannelStore channels,
    IStatusPageStore pages,
    IMonitorStore monitors,
    IIncidentStore incidents,
    IUptimeLedger ledger,
    IOptions<ApiOptions> api,
    IOptions<UptimeOptions> uptime,
    TimeProvider clock)
{
    private const string Format = "statushawk.workspace";
    private const int Version = 1;

    /// <param name="workspace">Whose.</param>
    /// <param name="role">The caller's.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Ends it in the middle.</param>
    public async Task WriteAsync(Workspace workspace, Role role, Stream stream, CancellationToken cancellationToken)
    {
        await using var file = new ExportFile(stream, cancellationToken);
        var (json, now) = (file.Json, clock.Now());
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WritePropertyName("exportedAt");
        await file.WriteAsync(now);
        json.WritePropertyName("workspace");
        await file.WriteAsync(WorkspaceView.Of(workspace, role, uptime.Value));
        await file.WriteAsync("members", await members.ListAsync(workspace, cancellationToken));
        var invited = await invitations.ListAsync(workspace.Id, cancellationToken);
        await file.WriteAsync("invitations", invited.Where(invitation => invitation.IsPending(now)).Select(InvitationView.Of));
        await file.WriteAsync("keys", (await workspaces.ListKeysAsync(workspace.Id, cancellationToken)).Select(KeyView.Of));
        await file.WriteAsync("channels", (await channels.ListAsync(workspace.Id, cancellationToken)).Select(ExportedChannel.Of));
        StatusPageView[] page = await pages.ReadAsync(workspace.Id, cancellationToken) is { } stored ? [StatusPageView.Of(stored.Value, api.Value)] : [];
        await file.WriteAsync("statusPages", page);

        var watched = await monitors.ListAsync(workspace.Id, cancellationToken);
        await file.WriteAsync("monitors", watched.Select(monitor => ExportedMonitor.Of(monitor, api.Value)));

        json.WriteStartArray("incidents");
        await foreach (var incident in incidents.ReadAllAsync(workspace.Id, cancellationToken))
            await file.WriteAsync(IncidentView.Of(incident) with { Timeline = incident.Timeline, Transitions = [.. incident.Transitions.Select(TransitionView.Of)] });
        json.WriteEndArray();

        json.WriteStartArray("uptime");
        foreach (var monitor in watched)
        {
            var rows = await ledger.ListAsync(monitor.Id, new Slot(0), Slot.Of(now) + Hours.Day, cancellationToken);
            await file.WriteAsync(new ExportedUptime(monitor.Id, UptimeView.Of(monitor.Id, rows).Days));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await file.EndAsync();
    }

    private sealed record ExportedUptime(string MonitorId, IReadOnlyList<UptimeDay> Days);
}
