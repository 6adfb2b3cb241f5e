using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Has a monitor checked at once, from all its regions and outside its schedule. What they find is judged and told as everything else is.</summary>
public sealed class CheckMonitor(IMonitorStore monitors, Commands commands)
{
    /// <exception cref="StoreUnavailableException">It could not be asked for.</exception>
    public async Task<Result<CheckAskedView>> RunAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<CheckAskedView>.Missing();
        if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { Value: var monitor }) return new Result<CheckAskedView>.Missing();
        if (monitor.Kind == MonitorKind.Heartbeat) return new Result<CheckAskedView>.Conflict("A heartbeat asks nothing that could be checked: the job calls.");
        if (!monitor.Enabled) return new Result<CheckAskedView>.Conflict("The monitor is paused: resume it, and it is checked at once.");

        // Nobody changed it, so nothing would find what a lost command asked for.
        await commands.AskAsync(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = workspaceId, MonitorId = monitorId }, cancellationToken);
        return new Result<CheckAskedView>.Done(new(monitor.Id, monitor.Regions));
    }
}

/// <summary>That a monitor is going to be checked.</summary>
/// <param name="Id">The monitor's.</param>
/// <param name="Regions">From where.</param>
public sealed record CheckAskedView(string Id, IReadOnlyList<string> Regions);
