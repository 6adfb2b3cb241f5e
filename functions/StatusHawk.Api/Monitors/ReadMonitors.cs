using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Reads monitors together with what holds of them now.</summary>
public sealed class ReadMonitors(IMonitorStore monitors, ILiveStore live, IOptions<ApiOptions> options)
{
    public async Task<ListView<MonitorView>> ListAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var states = live.ListAsync(workspaceId, cancellationToken);
        var all = await monitors.ListAsync(workspaceId, cancellationToken);
        var byMonitor = (await states).ToDictionary(s => s.MonitorId);
        return new([.. all.Select(m => MonitorView.Of(m, byMonitor.GetValueOrDefault(m.Id), options.Value))]);
    }

    public async Task<Result<MonitorView>> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<MonitorView>.Missing();
        if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { } stored) return new Result<MonitorView>.Missing();
        return new Result<MonitorView>.Done(await ShowAsync(stored.Value, cancellationToken));
    }

    /// <summary>A monitor that is at hand, with what holds of it.</summary>
    public async Task<MonitorView> ShowAsync(Monitor monitor, CancellationToken cancellationToken) =>
        MonitorView.Of(monitor, (await live.ReadAsync(monitor.WorkspaceId, monitor.Id, cancellationToken))?.Value, options.Value);
}
