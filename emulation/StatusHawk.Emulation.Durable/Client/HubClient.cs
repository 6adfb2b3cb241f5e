using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Client;

/// <summary>The client that functions get. Nothing of it needs this process to run orchestrations.</summary>
internal sealed class HubClient(TaskHub hub) : DurableTaskClient(hub.Options.HubName)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(orchestratorName.Name))
            throw new ArgumentException("An orchestrator needs a name.", nameof(orchestratorName));
        if (options?.Tags is { Count: > 0 })
            throw new NotSupportedException($"{nameof(StartOrchestrationOptions)}.{nameof(StartOrchestrationOptions.Tags)}");
        if (options?.Version is { Version.Length: > 0 })
            throw new NotSupportedException($"{nameof(StartOrchestrationOptions)}.{nameof(StartOrchestrationOptions.Version)}");
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.Check(id);
        var json = PayloadLimit.Check(DurableJson.Write(input), $"the input of orchestrator '{orchestratorName}'");
        return await hub.Post.TryStartAsync(id, orchestratorName, json, options?.StartAt, null, cancellation)
            ? id
            : throw new InvalidOperationException($"The instance {id} exists already and has not ended.");
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var json = PayloadLimit.Check(DurableJson.Write(eventPayload), $"the payload of event '{eventName}'");
        if (await hub.Tables.FindAsync(instanceId, false, cancellation) is not { HasEnded: false } status)
        {
            if (hub.Options.ThrowsOnRaiseEvent)
                throw new InvalidOperationException($"Event '{eventName}' cannot be raised: the instance {instanceId} is not running.");
            return;
        }

        if (!hub.Options.DropsEvents)
            await SendAsync(status, new(HistoryKind.EventRaised) { Name = eventName, Data = json }, cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, status => status.Runtime != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, status => status.HasEnded, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        if (options is { Recursive: true })
            throw new NotSupportedException($"{nameof(TerminateInstanceOptions)}.{nameof(TerminateInstanceOptions.Recursive)}");
        var json = PayloadLimit.Check(DurableJson.Write(options?.Output), "the output");
        return TellAsync(instanceId, new(HistoryKind.Terminated) { Data = json }, cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new(HistoryKind.Suspended) { Data = DurableJson.Write(reason) }, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        TellAsync(instanceId, new(HistoryKind.Resumed) { Data = DurableJson.Write(reason) }, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await hub.Tables.FindAsync(instanceId, getInputsAndOutputs, cancellation) is { } status
            ? Metadata.Of(status, getInputsAndOutputs)
            : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(hub.Tables, filter ?? new OrchestrationQuery());

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Check(options);
        var status = await hub.Tables.FindAsync(instanceId, false, cancellation);
        return new(await PurgeAsync(status, cancellation) ? 1 : 0);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        Check(options);
        ArgumentNullException.ThrowIfNull(filter);
        var count = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        foreach (var row in await hub.Tables.LoadStatusesAsync("", cancellation))
        {
            var status = StatusRow.Read(row, _ => null);
            if (Metadata.IsWanted(status, query) && await PurgeAsync(status, cancellation))
                count++;
        }

        return new(count);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Check(PurgeInstanceOptions? options)
    {
        if (options is { Recursive: true })
            throw new NotSupportedException($"{nameof(PurgeInstanceOptions)}.{nameof(PurgeInstanceOptions.Recursive)}");
    }

    private async Task<bool> PurgeAsync(InstanceStatus? status, CancellationToken cancellation) =>
        status is { HasEnded: true } && await hub.Tables.PurgeAsync(status, cancellation);

    /// <summary>What is told to an instance that is not there, or has ended, is lost.</summary>
    private async Task TellAsync(string instanceId, HistoryEvent what, CancellationToken cancellation)
    {
        if (await hub.Tables.FindAsync(instanceId, false, cancellation) is { HasEnded: false } status)
            await SendAsync(status, what, cancellation);
    }

    private Task SendAsync(InstanceStatus status, HistoryEvent what, CancellationToken cancellation)
    {
        var key = Keys.Message(hub.UtcNow, Guid.NewGuid().ToString("N"));
        return hub.Post.SendAsync(status, new(key, 0, what), cancellation);
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, bool withData, Func<InstanceStatus, bool> isReached, CancellationToken cancellation)
    {
        while (true)
        {
            var change = hub.Instances.NextChange(instanceId);
            var status = await hub.Tables.FindAsync(instanceId, withData, cancellation)
                ?? throw new InvalidOperationException($"There is no instance {instanceId}.");
            if (isReached(status))
                return Metadata.Of(status, withData);
            // Another process may be the one that runs it.
            await Task.WhenAny(change, Task.Delay(LookAgain, hub.Time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
