using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Saves a new monitor. The place in a shard comes first: a crash after it costs a place that nobody uses, while the other order could leave a monitor
/// that nobody checks. Then its key, shortly before the monitor that has it. From the first write on the caller's hanging up changes nothing.
/// </summary>
public sealed class CreateMonitor(
    IMonitorStore monitors, IShardStore shards, LeavePlaces leave, ClaimKey claim, Commands commands, CurrentRules rules, Sealer sealer, TimeProvider clock)
{
    public async Task<Result<Monitor>> RunAsync(string workspaceId, JsonElement body, Making making)
    {
        var id = making.NewId(Ids.Monitor);
        if (making.IsAgain && await monitors.ReadAsync(workspaceId, id, CancellationToken.None) is { } there) return await DoneAsync(there.Value);

        var errors = new FieldErrors();
        if (MonitorForm.Read(body, stored: null, await rules.ReadAsync(CancellationToken.None), errors) is not { } input) return new Result<Monitor>.Invalid(errors.Items);
        var monitor = input.ToMonitor(id, workspaceId, sealer, clock.Now());
        if (!MonitorForm.Fits(monitor, errors)) return new Result<Monitor>.Invalid(errors.Items);

        var shard = await shards.TakePlaceAsync(workspaceId, monitor.Id, monitor.IntervalSeconds, monitor.Regions, CancellationToken.None);
        monitor = monitor with { Shard = shard };
        if (monitor.Key is { } key && await claim.RunAsync(workspaceId, KeyedKind.Monitor, key, monitor.Id, CancellationToken.None) is { } taken)
        {
            await leave.RunAsync(workspaceId, monitor.Id, [shard]);
            return new Result<Monitor>.Conflict(taken);
        }

        await monitors.CreateAsync(monitor, CancellationToken.None);
        return await DoneAsync(monitor);
    }

    private async Task<Result<Monitor>> DoneAsync(Monitor monitor)
    {
        await commands.SendAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = monitor.WorkspaceId, MonitorId = monitor.Id });
        return new Result<Monitor>.Done(monitor);
    }
}
