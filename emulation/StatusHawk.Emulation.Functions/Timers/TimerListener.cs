using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Invocation;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Functions.Timers;

/// <summary>Runs one function on its schedule, never twice at once, and only while this process holds the lock of the timer.</summary>
internal sealed partial class TimerListener(
    FunctionMethod function,
    TimerSchedule schedule,
    TimerStatusStore? statusStore,
    ListenerLock listenerLock,
    FunctionRunner runner,
    InvocationLifetime lifetime,
    HostClock clock,
    ILogger<TimerListener> logger) : IListener
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    private TimerTriggerAttribute Trigger => (TimerTriggerAttribute)function.Trigger;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => listenerLock.RunHoldingAsync(TickAsync, _stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken abandon)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(abandon);
    }

    private async Task TickAsync(CancellationToken stop)
    {
        var start = TimerStart.From(await ReadStatusAsync(stop), schedule, clock.UtcNow);
        var status = start.Status;
        await WriteStatusAsync(status);
        LogScheduled(function.Name, schedule.Expression, status.Next);
        if (start.IsPastDue || Trigger.RunOnStartup)
            status = await RunAsync(status, start.IsPastDue, clock.UtcNow);
        while (await DueAsync(status.Next, stop))
        {
            // A timer may fire a moment early; counted from then, the same occurrence would come twice.
            var now = clock.UtcNow;
            status = await RunAsync(status, false, now < status.Next ? status.Next : now);
        }
    }

    private async Task<bool> DueAsync(DateTime next, CancellationToken stop)
    {
        while (next - clock.UtcNow is { } left && left > TimeSpan.Zero)
        {
            if (!await Pause.UntilAsync(left < LongestDelay ? left : LongestDelay, clock.Time, stop))
                return false;
        }

        return !stop.IsCancellationRequested;
    }

    private async Task<ScheduleStatus> RunAsync(ScheduleStatus status, bool isPastDue, DateTime occurrence)
    {
        var info = new TimerInfo { ScheduleStatus = statusStore is null ? null : status, IsPastDue = isPastDue };
        try
        {
            await runner.RunAsync(function, info, () => BindingData(info), lifetime.Cancelled);
        }
        catch (Exception) when (!lifetime.Abandoned.IsCancellationRequested)
        {
            // Logged by the runner; a failed run does not end the schedule.
            LogNextAfterFailure(function.Name, schedule.Next(occurrence));
        }

        // From the occurrence, not from now: what came due during a long run is made up for once, at once.
        var updated = new ScheduleStatus { Last = occurrence, Next = schedule.Next(occurrence), LastUpdated = occurrence };
        await WriteStatusAsync(updated);
        return updated;
    }

    private static IReadOnlyDictionary<string, object?> BindingData(TimerInfo info) =>
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["TimerTrigger"] = JsonSerializer.Serialize(info),
        };

    private async Task<ScheduleStatus?> ReadStatusAsync(CancellationToken stop) =>
        statusStore is null ? null : await statusStore.ReadAsync(stop);

    private async Task WriteStatusAsync(ScheduleStatus status)
    {
        try
        {
            if (statusStore is not null)
                await statusStore.WriteAsync(status, CancellationToken.None);
        }
        catch (HttpRequestException exception)
        {
            LogNotRecorded(exception, function.Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Timer {FunctionName} ({Schedule}) is next due at {Next:O}.")]
    private partial void LogScheduled(string functionName, string schedule, DateTime next);

    [LoggerMessage(LogLevel.Debug, "Timer {FunctionName} is next due at {Next:O}.")]
    private partial void LogNextAfterFailure(string functionName, DateTime next);

    [LoggerMessage(LogLevel.Warning, "The schedule of timer {FunctionName} could not be recorded.")]
    private partial void LogNotRecorded(Exception exception, string functionName);
}
