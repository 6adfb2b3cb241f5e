using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Checks;

/// <summary>Takes in a job's call: finds its monitor, and sends it the way of all observations. It is answered when the queue has it.</summary>
public sealed class TakeHeartbeat(IMonitorStore monitors, IMessageQueues queues, TimeProvider clock)
{
    /// <returns>False where nobody expects a call: an address that never was, or is no more.</returns>
    public async Task<bool> RunAsync(string address, HeartbeatSignal signal, CancellationToken cancellationToken)
    {
        if (address == SelfCall.Address) return await SendAsync(HeartbeatCall.Own(clock.GetUtcNow()), cancellationToken);
        if (HeartbeatAddress.Parse(address) is not { } called) return false;
        if ((await monitors.ReadAsync(called.WorkspaceId, called.MonitorId, cancellationToken))?.Value is not { Heartbeat: { } heartbeat } monitor) return false;
        return heartbeat.IsToken(called.Token) && await SendAsync(HeartbeatCall.Of(monitor, signal, clock.GetUtcNow()), cancellationToken);
    }

    private async Task<bool> SendAsync(LogEntry call, CancellationToken cancellationToken)
    {
        await queues.SendAsync(Queues.Results, new ResultsMessage { Entries = [call] }, null, null, cancellationToken);
        return true;
    }
}
