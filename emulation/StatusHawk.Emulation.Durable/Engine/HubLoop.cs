using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.Configuration;
using StatusHawk.Emulation.Durable.Tables;
using StatusHawk.Emulation.Functions;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>
/// Shows that this host lives, looks for what other processes sent or left behind, and notices when the tables went back in time: a
/// killed storage emulator starts again from what it last wrote to disk.
/// </summary>
internal sealed partial class HubLoop(HubMembers members, HubScan scan, DurableOptions options, TimeProvider time, ILogger<HubLoop> logger)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ScanAnyway = TimeSpan.FromMinutes(1);

    private readonly StorageComplaints _complaints = new(time);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _doubt = true;
    private volatile bool _committed;
    private string _holders = "";
    private string _signal = "";
    private long _read;
    private long _scanned;

    /// <summary>Completes once all pending work was read.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Notes that something was committed: the sooner that is shown, the surer its loss is noticed.</summary>
    public void Committed() => _committed = true;

    /// <summary>Notes that the tables were not reached: what they hold when they are back is doubtful.</summary>
    public void Doubt() => _doubt = true;

    public async Task RunAsync(CancellationToken stopping)
    {
        do
        {
            try
            {
                await StepAsync(stopping);
                if (_complaints.Over())
                    LogReached();
            }
            catch (TableException exception)
            {
                _doubt = true;
                if (_complaints.Due())
                    LogNotReached(exception.Message);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
        while (await Pause.UntilAsync(Step < options.Poll ? Step : options.Poll, time, stopping));
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        var doubt = _doubt;
        _doubt = false;
        if (doubt)
            await members.ForgetAsync(stopping);
        var hold = options.ControlHold < options.WorkItemHold ? options.ControlHold : options.WorkItemHold;
        if (doubt || _committed || time.GetUtcNow().UtcDateTime - members.Written > hold / 6)
        {
            _committed = false;
            await BeatAsync();
        }

        if (doubt || time.GetElapsedTime(_read) >= options.Poll)
        {
            await members.ReadAsync(stopping);
            _read = time.GetTimestamp();
            doubt |= members.ReadBack < members.Written;
        }

        var (holders, signal) = (members.Holders(), members.Signal);
        if (!doubt && holders == _holders && signal == _signal && time.GetElapsedTime(_scanned) < ScanAnyway)
            return;
        if (doubt)
            LogReading();
        await ScanAsync(doubt, stopping);
        (_holders, _signal) = (holders, signal);
        _ready.TrySetResult();
    }

    private async Task BeatAsync()
    {
        try
        {
            await members.BeatAsync();
        }
        catch (TableException)
        {
            _committed = true;
            throw;
        }
    }

    private async Task ScanAsync(bool doubt, CancellationToken stopping)
    {
        try
        {
            await scan.RunAsync(doubt, stopping);
            _scanned = time.GetTimestamp();
        }
        catch (TableException)
        {
            _doubt |= doubt;
            throw;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Reading all pending work of the task hub.")]
    private partial void LogReading();

    [LoggerMessage(LogLevel.Warning, "The task hub cannot be reached: {Reason}")]
    private partial void LogNotReached(string reason);

    [LoggerMessage(LogLevel.Information, "The task hub can be reached again.")]
    private partial void LogReached();
}
