using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.Configuration;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Tables;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>The task hub of an app: its parts, put together, and the loops that run them.</summary>
internal sealed partial class TaskHub : IListener, IDisposable
{
    private static readonly TimeSpan AfterError = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan AfterBreak = TimeSpan.FromSeconds(5);

    private readonly TableStorage _storage;
    private readonly TurnRunner _turns;
    private readonly ActivityPool _activities;
    private readonly Courier _courier;
    private readonly TimerQueue _timers;
    private readonly HubLoop _loop;
    private readonly ILogger<TaskHub> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _loops = [];

    public TaskHub(
        IServiceProvider services,
        DurableFunctions functions,
        HostJson hostJson,
        HostSettings settings,
        HostIdentity identity,
        HostClock clock)
    {
        Options = DurableOptions.Read(hostJson, settings, identity);
        Time = clock.Time;
        _logger = services.GetRequiredService<ILogger<TaskHub>>();
        var connection = StorageConnections.Resolve(Options.Connection, settings, "Durable Functions");
        _storage = new(StorageAccount.Parse(connection), Options.HubName);
        Tables = new(_storage);
        Members = new(_storage, Options, Time);
        _timers = new(Time, Fire);
        _activities = ActivatorUtilities.CreateInstance<ActivityPool>(services, Tables, Members, functions, Options);
        _activities.Ended = OnActivityEndedAsync;
        _activities.Lost = OnActivityLost;
        Post = new(Tables, Members, Instances, _timers, functions, Time);
        _courier = ActivatorUtilities.CreateInstance<Courier>(services, Tables, Post, Instances, Time);
        var adoption = new Adoption(Members, _activities, _timers, _courier);
        var replay = ActivatorUtilities.CreateInstance<TurnReplay>(services);
        var writer = new TurnWriter(Tables, Members, _activities, _timers, Options);
        _turns = ActivatorUtilities.CreateInstance<TurnRunner>(
            services, Tables, Members, Instances, adoption, functions, replay, writer, _courier, Time);
        _loop = ActivatorUtilities.CreateInstance<HubLoop>(services, Members, new HubScan(Tables, Instances), Options, Time);
    }

    public DurableOptions Options { get; }

    public TimeProvider Time { get; }

    public DateTime UtcNow => Time.GetUtcNow().UtcDateTime;

    public HubTables Tables { get; }

    public HubMembers Members { get; }

    public Instances Instances { get; } = new();

    public HubPost Post { get; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Post.IsWorking = true;
        _loops.Add(Task.Run(() => _loop.RunAsync(_stopping.Token), CancellationToken.None));
        _loops.Add(Task.Run(() => _timers.RunAsync(_stopping.Token), CancellationToken.None));
        for (var i = 0; i < Options.MaxOrchestrators; i++)
            _loops.Add(Task.Run(WorkAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>Takes up nothing new, lets what runs end, keeps what ended for the next host, and lets go of the rest.</summary>
    public async Task StopAsync(CancellationToken abandon)
    {
        Post.IsWorking = false;
        await _stopping.CancelAsync();
        await Task.WhenAll(_loops).WaitAsync(abandon);
        await _activities.StopAsync(abandon);
        await _courier.StopAsync(abandon);
        try
        {
            foreach (var instance in Instances.All)
                await KeepEndsAsync(instance);
            await Members.LeaveAsync();
        }
        catch (TableException exception)
        {
            LogNotReleased(exception.Message);
        }
    }

    /// <summary>What a kill does: from now on nothing is written, and nothing is let go of. For tests.</summary>
    public void Crash()
    {
        _storage.Cut();
        Post.IsWorking = false;
        _stopping.Cancel();
    }

    public void Dispose()
    {
        _storage.Dispose();
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var instance in Instances.Ready.ReadAllAsync(_stopping.Token))
                await RunAsync(instance);
        }
        catch (OperationCanceledException)
        {
            // Stopping. What is left in the queue is in the tables.
        }
    }

    private async Task RunAsync(Instance instance)
    {
        instance.BeginRun();
        try
        {
            if (!await _turns.RunAsync(instance))
                _ = AgainAsync(instance, Options.Poll);
            _loop.Committed();
        }
        catch (TableException exception) when (!exception.IsRefused)
        {
            instance.IsDoubtful = true;
            if (!exception.IsConflict)
                _loop.Doubt();
            _ = AgainAsync(instance, exception.IsConflict ? TimeSpan.Zero : AfterError);
            LogAgain(instance.Id, exception.Message);
        }
        catch (Exception exception)
        {
            instance.IsDoubtful = true;
            _ = AgainAsync(instance, AfterBreak);
            LogBroken(exception, instance.Id);
        }

        if (instance.EndRun())
            Instances.Requeue(instance);
    }

    private async Task AgainAsync(Instance instance, TimeSpan pause)
    {
        await Task.Delay(pause, Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Instances.Enqueue(instance);
    }

    private void Fire(string instanceId, int generation, int step)
    {
        if (step == Adoption.Start)
            Instances.Enqueue(Instances.Get(instanceId));
        else
            Instances.Arrive(instanceId, new("", generation, new(HistoryKind.TimerFired) { Step = step }));
    }

    private void OnActivityLost(string instanceId)
    {
        var instance = Instances.Get(instanceId);
        instance.IsDoubtful = true;
        Instances.Enqueue(instance);
    }

    private async Task OnActivityEndedAsync(ActivityItem item, HistoryEvent end)
    {
        var instance = Instances.Get(item.InstanceId);
        instance.Add(new("", item.Generation, end));
        var suspended = instance.State?.Status.Runtime == Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Suspended;
        if (suspended || _stopping.IsCancellationRequested)
            await KeepEndsAsync(instance);
        Instances.Enqueue(instance);
    }

    /// <summary>Writes down the ends of activities that no turn will take soon.</summary>
    private async Task KeepEndsAsync(Instance instance)
    {
        var ends = instance.Inbox().Where(message => message.Event.Kind is HistoryKind.ActivityDone or HistoryKind.ActivityFailed);
        foreach (var end in ends.Where(message => message.Key.Length == 0))
        {
            var item = new ActivityItem(instance.Id, end.Generation, end.Event.Step, "", null);
            var key = Keys.Message(UtcNow, Guid.NewGuid().ToString("N"));
            try
            {
                await Tables.PersistAsync(item, end with { Key = key });
            }
            catch (TableException gone) when (gone.IsConflict)
            {
                // Its row is gone: the end is in the history already, or another's.
            }

            instance.Remove([end]);
            instance.IsDoubtful = true;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The turn of {InstanceId} is tried again: {Reason}")]
    private partial void LogAgain(string instanceId, string reason);

    [LoggerMessage(LogLevel.Error, "The turn of {InstanceId} broke and is tried again.")]
    private partial void LogBroken(Exception exception, string instanceId);

    [LoggerMessage(LogLevel.Warning, "What this host has taken could not be let go of and stays held for a while: {Reason}")]
    private partial void LogNotReleased(string reason);
}
