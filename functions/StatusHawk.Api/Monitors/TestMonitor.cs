using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Runs one check at once, from where Api runs, by the very code that probes use. It answers what was found, and changes nothing: no vote, no log, no alert.
/// </summary>
public sealed class TestMonitor(IMonitorStore monitors, CurrentRules rules, Sealer sealer, RunCheck run, TimeProvider clock)
{
    /// <summary>Of a monitor as the body describes it.</summary>
    public async Task<Result<CheckView>> RunAsync(string workspaceId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (MonitorForm.Read(body, stored: null, await rules.ReadAsync(cancellationToken), errors) is not { } input) return new Result<CheckView>.Invalid(errors.Items);
        var monitor = input.ToMonitor(Ids.New(Ids.Monitor), workspaceId, sealer, clock.GetUtcNow());
        return MonitorForm.Fits(monitor, errors) ? await RunAsync(monitor, cancellationToken) : new Result<CheckView>.Invalid(errors.Items);
    }

    /// <summary>Of a monitor that there is, switched off or not.</summary>
    public async Task<Result<CheckView>> RunAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<CheckView>.Missing();
        if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { } stored) return new Result<CheckView>.Missing();
        return await RunAsync(stored.Value, cancellationToken);
    }

    private async Task<Result<CheckView>> RunAsync(Monitor monitor, CancellationToken cancellationToken) =>
        monitor.Kind == MonitorKind.Heartbeat
            ? new Result<CheckView>.Conflict("A heartbeat asks nothing that could be tested: call its address.")
            : new Result<CheckView>.Done(CheckView.Of(await run(monitor.ToCheck(), cancellationToken)));
}
