using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Saves a new monitor. The place in a shard comes first: a crash after it costs a place that nobody uses, while the other order could leave a monitor
/// that nobody checks. From the first write on the caller's hanging up changes nothing.
/// </summary>
public sealed class CreateMonitor(IMonitorStore monitors, IShardStore shards, Commands commands, MonitorRules rules, Sealer sealer, TimeProvider clock)
{
    public async Task<Result<Monitor>> RunAsync(string workspaceId, JsonElement body)
    {
        var errors = new FieldErrors();
        if (MonitorForm.Read(body, stored: null, rules, errors) is not { } input) return new Result<Monitor>.Invalid(errors.Items);
        var monitor = New(workspaceId, input);
        if (!MonitorForm.Fits(monitor, errors)) return new Result<Monitor>.Invalid(errors.Items);

        var shard = await shards.TakePlaceAsync(workspaceId, monitor.Id, monitor.IntervalSeconds, monitor.Regions, CancellationToken.None);
        monitor = monitor with { Shard = shard };
        await monitors.CreateAsync(monitor, CancellationToken.None);
        await commands.SendAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = workspaceId, MonitorId = monitor.Id });
        return new Result<Monitor>.Done(monitor);
    }

    private Monitor New(string workspaceId, MonitorInput input)
    {
        var id = Ids.New(Ids.Monitor);
        var now = clock.Now();
        var empty = new Monitor { Id = id, WorkspaceId = workspaceId, Name = "", Kind = MonitorKind.Http, Regions = [], Shard = "", CreatedAt = now, UpdatedAt = now };
        return input.ApplyTo(empty, secret => sealer.Seal(secret, id));
    }
}
