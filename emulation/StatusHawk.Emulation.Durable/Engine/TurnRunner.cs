using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Replay;
using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>Runs one turn of an instance: reads it if it must, takes what happened, replays, commits.</summary>
internal sealed partial class TurnRunner(
    HubTables tables,
    HubMembers members,
    Instances instances,
    Adoption adoption,
    DurableFunctions functions,
    TurnReplay replay,
    TurnWriter writer,
    Courier courier,
    TimeProvider time,
    ILogger<TurnRunner> logger)
{
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);

    /// <summary>Runs a turn; false when another host holds the instance, which is to be asked for again.</summary>
    /// <exception cref="TableException">The tables are not as believed, or were not reached.</exception>
    public async Task<bool> RunAsync(Instance instance)
    {
        instances.Use(instance);
        if ((instance.State is null || instance.IsDoubtful) && !await LoadAsync(instance))
            return true;
        var state = instance.State!;
        if (instance.IsToAdopt)
        {
            instance.IsToAdopt = false;
            adoption.Adopt(instance, state);
        }

        if (state.Status.HasEnded)
        {
            await CleanAsync(instance, state);
            return true;
        }

        if (members.IsControlHeld(state.Status.Owner))
        {
            var now = await tables.FindAsync(instance.Id, false, CancellationToken.None);
            instance.IsDoubtful = now?.ETag != state.Status.ETag;
            return false;
        }

        await TurnAsync(instance, state);
        return true;
    }

    private async Task<bool> LoadAsync(Instance instance)
    {
        instance.IsDoubtful = false;
        var before = instance.Inbox();
        if (InstanceRows.Read(await tables.LoadAsync(instance.Id, CancellationToken.None)) is not { } read)
        {
            instances.Remove(instance);
            return false;
        }

        instance.Take(read.State, read.Inbox, before);
        return true;
    }

    private async Task TurnAsync(Instance instance, InstanceState state)
    {
        if (functions.Orchestrator(state.Status.Name) is not { } function)
        {
            if (_missing.TryAdd($"{state.Status.Id}/{state.Status.Generation}", true))
                LogMissing(state.Status.Name, state.Status.Id);
            return;
        }

        var now = Later(time.GetUtcNow().UtcDateTime, state);
        var news = TurnNews.Of(state, instance.Inbox(), now, members);
        var foreign = instance.ForeignIn == state.Status.Generation;
        if (news.IsEmpty && !foreign)
            return;
        if (news.NeedsClaim)
            state.Status = await tables.ClaimAsync(state.Status, members.Me);
        var outcome = foreign
            ? TurnReplay.AwaitedForeign(state.Status)
            : await replay.RunAsync(function, state, news, now, () => OnForeign(instance, state.Status));
        if (outcome is null)
            return;
        var next = await writer.WriteAsync(state, news, outcome, now);
        instance.Change(next);
        instance.Remove(news.Taken);
        instances.Changed(instance.Id);
        courier.Deliver(instance, next);
        // More may wait than was taken, a new run begins at once, and after an end there is something to clear away.
        if (next != state || instance.Inbox().Count > 0)
            instances.Enqueue(instance);
    }

    /// <summary>Nothing happens any more to what has ended; activities that still run only have their rows taken away.</summary>
    private async Task CleanAsync(Instance instance, InstanceState state)
    {
        var inbox = instance.Inbox();
        var done = inbox
            .Select(message => (message.Generation, message.Event.Step))
            .Where(state.Activities.ContainsKey)
            .Distinct()
            .ToList();
        string[] keys =
        [
            .. inbox.Select(message => message.Key).Where(key => key.Length > 0),
            .. done.Select(id => Keys.ActivityStep(id.Generation, id.Step)),
            .. state.Litter,
        ];
        if (keys.Length > 0)
            await tables.DeleteAsync(Keys.Partition(instance.Id), keys);
        instance.Remove(inbox);
        foreach (var id in done)
            state.Activities.Remove(id);
        state.Litter.Clear();
        if (state.Activities.Count == 0 && state.Outbox.Count == 0)
            instances.Remove(instance);
    }

    /// <summary>Time never goes back within an instance.</summary>
    private static DateTime Later(DateTime now, InstanceState state) => now > state.Status.UpdatedAt ? now : state.Status.UpdatedAt;

    private void OnForeign(Instance instance, InstanceStatus status)
    {
        instance.ForeignIn = status.Generation;
        instances.Enqueue(instance);
        LogForeign(ReplaySession.AwaitedForeign(status).Message);
    }

    [LoggerMessage(
        LogLevel.Error, "Orchestrator '{OrchestratorName}' of instance {InstanceId} is not a function of this app: it waits until it is.")]
    private partial void LogMissing(string orchestratorName, string instanceId);

    [LoggerMessage(LogLevel.Error, "{Fault}")]
    private partial void LogForeign(string fault);
}
