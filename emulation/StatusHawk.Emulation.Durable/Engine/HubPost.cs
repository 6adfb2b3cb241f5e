using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>Starts instances and puts messages into inboxes. What this process will run itself, it takes as it writes it.</summary>
internal sealed class HubPost(
    HubTables tables,
    HubMembers members,
    Instances instances,
    TimerQueue timers,
    DurableFunctions functions,
    TimeProvider time)
{
    private static readonly DateTime Epoch = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Whether this process runs orchestrations at the moment.</summary>
    public bool IsWorking { get; set; }

    /// <summary>Starts an instance; false when its id is in use by another run.</summary>
    public async Task<bool> TryStartAsync(
        string id, string name, string? input, DateTimeOffset? startAt, ParentLink? parent, CancellationToken cancellationToken)
    {
        var before = await tables.FindAsync(id, false, cancellationToken);
        if (before is not null && parent is not null && before.Parent == parent)
            return true;
        if (before is { HasEnded: false })
            return false;
        var now = time.GetUtcNow().UtcDateTime;
        var mine = IsMine(name);
        var status = new InstanceStatus
        {
            Id = id,
            Name = name,
            Runtime = OrchestrationRuntimeStatus.Pending,
            Generation = Math.Max((before?.Generation ?? 0) + 1, (int)(now - Epoch).TotalSeconds),
            CreatedAt = now,
            UpdatedAt = now,
            StartAt = startAt?.UtcDateTime,
            Input = input,
            Parent = parent,
            Owner = mine && !(startAt > now) ? members.Me : "",
        };
        try
        {
            Begin(await tables.StartAsync(status, before?.ETag ?? "", cancellationToken), mine);
        }
        catch (TableException lost) when (lost.IsConflict)
        {
            return false;
        }

        if (!mine)
            await members.SignalAsync();
        return true;
    }

    /// <summary>Puts a message into the inbox of an instance. It may be gone when the message is read.</summary>
    public async Task SendAsync(InstanceStatus status, InboxMessage message, CancellationToken cancellationToken)
    {
        var mine = IsMine(status.Name);
        message = message with { Owner = mine ? members.Me : "" };
        await tables.SendAsync(status.Id, message, cancellationToken);
        if (mine)
            instances.Arrive(status.Id, message);
        else
            await members.SignalAsync();
    }

    private bool IsMine(string name) => IsWorking && functions.Orchestrator(name) is not null;

    private void Begin(InstanceStatus status, bool mine)
    {
        instances.Changed(status.Id);
        if (!IsWorking)
            return;
        var instance = instances.Get(status.Id);
        // One that is run at the moment, to clear away after the last run, must read what it is now.
        if (!instance.TryTake(new InstanceState(status), [], [], instance.Changes))
            instance.IsDoubtful = true;
        if (status.StartAt is { } at)
            timers.Add(status.Id, status.Generation, Adoption.Start, at);
        if (mine)
            instances.Enqueue(instance);
    }
}
