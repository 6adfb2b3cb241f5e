using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>What an orchestrator sees: steps go to history, results come from it.</summary>
internal sealed class ReplayContext(
    InstanceStatus status,
    ReplaySteps steps,
    EventWaiters waiters,
    OrchestrationThread thread,
    ILoggerFactory loggers) : TaskOrchestrationContext
{
    private const int MaxCustomStatus = 16 * 1024;

    private int _guids;
    private bool _replaying;

    public override TaskName Name => status.Name;

    public override string InstanceId => status.Id;

    public override ParentOrchestrationInstance? Parent { get; } =
        status.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => Now;

    public override bool IsReplaying => _replaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    /// <summary>The input as JSON.</summary>
    public string? Input => status.Input;

    public DateTime Now { get; set; }

    public string? CustomStatus { get; private set; }

    /// <summary>Set once the orchestrator asked to begin anew.</summary>
    public NewRun? Next { get; private set; }

    public void SetReplaying(bool value) => _replaying = steps.IsReplaying = value;

    public override T? GetInput<T>()
        where T : default => DurableJson.Read<T>(status.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        Check(name, input, options, nameof(CallActivityAsync));
        if (options is SubOrchestrationOptions { InstanceId: not null })
            throw new NotSupportedException($"{nameof(SubOrchestrationOptions)} of an activity");
        var json = PayloadLimit.Check(DurableJson.Write(input), $"the input of activity '{name}'");
        return Retries.RunAsync<TResult>(this, name, options, () => Ask(new(HistoryKind.ActivityAsked) { Name = name, Data = json }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        Check(orchestratorName, input, options, nameof(CallSubOrchestratorAsync));
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        InstanceIds.Check(id);
        var json = PayloadLimit.Check(DurableJson.Write(input), $"the input of orchestrator '{orchestratorName}'");
        return Retries.RunAsync<TResult>(
            this, orchestratorName, options, () => Ask(new(HistoryKind.SubAsked) { Name = orchestratorName, Data = json, Target = id }));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Check();
        var step = steps.Ask(new(HistoryKind.TimerSet) { At = fireAt.ToUniversalTime() });
        OnCancelled(cancellationToken, () => steps.Drop(step, cancellationToken));
        return step.End;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Check();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var task = waiters.Wait<T>(eventName);
        OnCancelled(cancellationToken, () => waiters.Cancel(task, cancellationToken));
        return task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        Check();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var json = PayloadLimit.Check(DurableJson.Write(payload), $"the payload of event '{eventName}'");
        steps.Ask(new(HistoryKind.EventSent) { Name = eventName, Data = json, Target = instanceId });
    }

    /// <exception cref="ArgumentException">It is longer than 16 KB in UTF-16.</exception>
    public override void SetCustomStatus(object? customStatus)
    {
        Check();
        var json = DurableJson.Write(customStatus);
        if (json is not null && 2 * json.Length > MaxCustomStatus)
        {
            throw new ArgumentException(
                $"The custom status is {2 * json.Length} bytes; it must not exceed {MaxCustomStatus}.", nameof(customStatus));
        }

        CustomStatus = json;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Check();
        Next = new(PayloadLimit.Check(DurableJson.Write(newInput), "the new input"), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        Check();
        var time = Now.ToString("o", CultureInfo.InvariantCulture);
        return DeterministicGuid.Of(string.Create(CultureInfo.InvariantCulture, $"{InstanceId}_{time}_{_guids++}"));
    }

    private async Task<HistoryEvent> Ask(HistoryEvent what)
    {
        Check();
        var end = await steps.Ask(what).End;
        return end.Failure is null ? end : throw new TaskFailedException(what.Name!, end.Step, end.Failure.Details());
    }

    private void Check(TaskName name, object? input, TaskOptions? options, string member)
    {
        Check();
        if (string.IsNullOrEmpty(name.Name))
            throw new ArgumentException("A task needs a name.", nameof(name));
        if (input is TaskOptions && options is null)
            throw new ArgumentException($"{nameof(TaskOptions)} were given as the input of {member}.", nameof(input));
        if (options?.Tags is { Count: > 0 })
            throw new NotSupportedException($"{nameof(TaskOptions)}.{nameof(TaskOptions.Tags)}");
    }

    /// <exception cref="InvalidOperationException">It was called on another thread than the orchestrator's.</exception>
    private void Check()
    {
        if (!thread.IsCurrent)
        {
            throw new InvalidOperationException(
                $"Orchestrator '{Name}' (instance {InstanceId}) used its context on a thread that is not its own: it may await nothing but "
                + "what its context gives.");
        }
    }

    private void OnCancelled(CancellationToken cancellationToken, Action action)
    {
        // What is cancelled from elsewhere would be cancelled at another point when replayed: it is handed to the thread, which refuses it.
        if (cancellationToken.CanBeCanceled)
            cancellationToken.Register(() => Cancelled(action));
    }

    private void Cancelled(Action action)
    {
        if (thread.IsCurrent)
            action();
        else
            thread.Post(_ => action(), null);
    }
}
