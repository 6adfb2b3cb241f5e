using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.Configuration;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Tables;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>
/// Runs activities, so many at once. An activity that a turn asks for while there is a place is taken in the turn's own commit; the
/// others wait, taken by nobody.
/// </summary>
internal sealed partial class ActivityPool(
    HubTables tables,
    HubMembers members,
    DurableFunctions functions,
    FunctionRunner runner,
    InvocationLifetime lifetime,
    DurableOptions options,
    ILogger<ActivityPool> logger)
{
    private readonly Lock _gate = new();
    private readonly HashSet<(string InstanceId, int Generation, int Step)> _known = [];
    private readonly Queue<ActivityItem> _waiting = new();
    private readonly HashSet<Task> _running = [];
    private int _free = options.MaxActivities;
    private bool _stopping;

    /// <summary>Called with each end.</summary>
    public Func<ActivityItem, HistoryEvent, Task> Ended { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called when an activity turned out to be another's, or gone.</summary>
    public Action<string> Lost { get; set; } = _ => { };

    /// <summary>The activities that run or wait here.</summary>
    public HashSet<(string InstanceId, int Generation, int Step)> Known()
    {
        lock (_gate)
            return [.. _known];
    }

    /// <summary>Keeps a place for an activity; the caller must run it or give the place back.</summary>
    public bool TryReserve()
    {
        lock (_gate)
        {
            if (_free == 0 || _waiting.Count > 0 || _stopping)
                return false;
            _free--;
            return true;
        }
    }

    public void GiveBack()
    {
        lock (_gate)
            _free++;
        Next();
    }

    /// <summary>Runs an activity in a place that was kept for it, or one that is not kept yet when there is a place.</summary>
    public void Add(ActivityItem item, bool hasPlace)
    {
        lock (_gate)
        {
            if (!_known.Add(item.Id))
            {
                _free += hasPlace ? 1 : 0;
                return;
            }

            if (hasPlace)
                Start(item);
            else
                _waiting.Enqueue(item);
        }

        Next();
    }

    /// <summary>Begins nothing new, and waits for what runs.</summary>
    public async Task StopAsync(CancellationToken abandon)
    {
        Task[] running;
        lock (_gate)
        {
            _stopping = true;
            running = [.. _running];
        }

        await Task.WhenAll(running).WaitAsync(abandon);
    }

    private void Next()
    {
        lock (_gate)
        {
            while (_free > 0 && !_stopping && _waiting.TryDequeue(out var item))
            {
                _free--;
                Start(item);
            }
        }
    }

    private void Start(ActivityItem item)
    {
        var run = Task.Run(() => RunAsync(item));
        _running.Add(run);
        run.ContinueWith(
            done =>
            {
                lock (_gate)
                    _running.Remove(done);
            },
            TaskScheduler.Default);
    }

    private async Task RunAsync(ActivityItem item)
    {
        try
        {
            var taken = item.Owner == members.Me ? item : await tables.ClaimAsync(item, members.Me);
            if (await CallAsync(taken) is { } end)
                await Ended(taken, end);
            if (options.DuplicatesActivities)
                await CallAsync(taken);
        }
        catch (TableException exception)
        {
            LogLost(item.Name, item.InstanceId, exception.Message);
            Lost(item.InstanceId);
        }
        finally
        {
            lock (_gate)
            {
                _known.Remove(item.Id);
                _free++;
            }

            Next();
        }
    }

    /// <summary>Runs the function; null when the host stopped it, which says nothing of its end.</summary>
    private async Task<HistoryEvent?> CallAsync(ActivityItem item)
    {
        try
        {
            var function = functions.Activity(item.Name)
                ?? throw new ArgumentException($"The function '{item.Name}' doesn't exist, is disabled, or is not an activity function.");
            var call = new ActivityCall(item.InstanceId, item.Input);
            var returned = await runner.RunAsync(function, call, () => BindingData(item), lifetime.Cancelled);
            var json = PayloadLimit.Check(DurableJson.Write(returned), $"the result of activity '{item.Name}'");
            return new(HistoryKind.ActivityDone) { Step = item.Step, Data = json };
        }
        catch (OperationCanceledException) when (lifetime.Cancelled.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            return new(HistoryKind.ActivityFailed) { Step = item.Step, Failure = Failure.Of(exception) };
        }
    }

    private static Dictionary<string, object?> BindingData(ActivityItem item) =>
        new(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = item.InstanceId };

    [LoggerMessage(LogLevel.Information, "Activity {ActivityName} of {InstanceId} was taken by another or is gone: {Reason}")]
    private partial void LogLost(string activityName, string instanceId, string reason);
}
