using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Saves a new monitor. The place in a shard comes first: a crash after it costs a place that nobody uses, while the other order could leave a monitor
/// that nobody checks. Then its key, shortly before the monitor that has it. From the first write on the caller's hanging up changes nothing.
/// </summary>
public sealed class CreateMonitor(
    IMonitorStore monitors, IShardStore shards, LeavePlaces leave, ClaimKey claim, DeleteMonitor delete, PlanLimits limits, Commands commands, CurrentRules rules, Sealer sealer,
    TimeProvider clock)
{
    public async Task<Result<Monitor>> RunAsync(string workspaceId, JsonElement body, Plan plan, Making making)
    {
        var id = making.NewId(Ids.Monitor);
        if (making.IsAgain && await monitors.ReadAsync(workspaceId, id, CancellationToken.None) is { } there) return await DoneAsync(there.Value);

        var errors = new FieldErrors();
        if (MonitorForm.Read(body, stored: null, await rules.ReadAsync(CancellationToken.None), errors) is not { } input) return new Result<Monitor>.Invalid(errors.Items);
        var monitor = input.ToMonitor(id, workspaceId, sealer, clock.Now());
        if (!MonitorForm.Fits(monitor, errors)) return new Result<Monitor>.Invalid(errors.Items);

        if (PlanLimits.Check(monitor, stored: null, plan) is { } beyond) return new Result<Monitor>.NotInPlan(beyond);

        string? taken = null;
        var excess = await limits.CreateAsync(Counted(workspaceId, plan), id, StoreAsync, () => delete.RunAsync(workspaceId, id, CancellationToken.None), CancellationToken.None);
        if (taken is not null) return new Result<Monitor>.Conflict(taken);
        return excess is null ? await DoneAsync(monitor) : new Result<Monitor>.NotInPlan(excess);

        async Task StoreAsync()
        {
            var shard = await shards.TakePlaceAsync(workspaceId, id, monitor.IntervalSeconds, monitor.Regions, CancellationToken.None);
            monitor = monitor with { Shard = shard };
            if (monitor.Key is { } key) taken = await claim.RunAsync(workspaceId, KeyedKind.Monitor, key, id, CancellationToken.None);
            if (taken is null) await monitors.CreateAsync(monitor, CancellationToken.None);
            else await leave.RunAsync(workspaceId, id, [shard]);
        }
    }

    private async Task<Result<Monitor>> DoneAsync(Monitor monitor)
    {
        await commands.SendAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = monitor.WorkspaceId, MonitorId = monitor.Id });
        return new Result<Monitor>.Done(monitor);
    }

    private Counted Counted(string workspaceId, Plan plan) => new(
        PlanExcess.Monitors,
        plan.Monitors,
        token => monitors.CountAsync(workspaceId, token),
        async token => [.. (await monitors.ListAsync(workspaceId, token)).Select(each => each.Id)]);
}
