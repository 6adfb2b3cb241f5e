using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Replay;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>Runs the orchestrator's function over history and news.</summary>
internal sealed partial class TurnReplay(
    FunctionRunner runner,
    InvocationLifetime lifetime,
    ILoggerFactory loggers,
    ILogger<TurnReplay> logger)
{
    private static readonly Dictionary<string, object?> NoBindingData = [];

    /// <summary>Gives the outcome; null when the host stopped it.</summary>
    public async Task<TurnOutcome?> RunAsync(
        FunctionMethod function, InstanceState state, TurnNews news, DateTime now, Action awaitedForeign)
    {
        if (news.Terminated is { } terminated)
            return new(OrchestrationRuntimeStatus.Terminated) { Output = terminated.Data, CustomStatus = state.Status.CustomStatus };
        HistoryEvent[] events = [new(HistoryKind.TurnStarted) { At = now }, .. news.Events];
        var session = new ReplaySession(state.Status, state.History, events, loggers, awaitedForeign);
        try
        {
            var returned = await runner.RunAsync(function, session.Context, () => NoBindingData, lifetime.Cancelled, session.Drive);
            return Outcome(session, returned, news.IsSuspended);
        }
        catch (OperationCanceledException) when (lifetime.Cancelled.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            if (exception is NonDeterministicOrchestrationException)
                LogNonDeterministic(exception.Message);
            return new(OrchestrationRuntimeStatus.Failed)
            {
                Asked = exception is NonDeterministicOrchestrationException ? [] : session.Steps.Fresh,
                CustomStatus = session.Context.CustomStatus,
                Failure = Failure.Of(exception),
            };
        }
    }

    /// <summary>The outcome for one that awaited something that is not durable.</summary>
    public static TurnOutcome AwaitedForeign(InstanceStatus status) => new(OrchestrationRuntimeStatus.Failed)
    {
        CustomStatus = status.CustomStatus,
        Failure = Failure.Of(ReplaySession.AwaitedForeign(status)),
    };

    private static TurnOutcome Outcome(ReplaySession session, object? returned, bool suspended)
    {
        var outcome = new TurnOutcome(suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running)
        {
            Asked = session.Steps.Fresh,
            CustomStatus = session.Context.CustomStatus,
        };
        if (!session.HasReturned)
            return outcome;
        if (session.Context.Next is not { } next)
        {
            var output = PayloadLimit.Check(DurableJson.Write(returned), $"the output of orchestrator '{session.Context.Name}'");
            return outcome with { Runtime = OrchestrationRuntimeStatus.Completed, Output = output };
        }

        var kept = session.Waiters.Buffered.Select(e => new HistoryEvent(HistoryKind.EventRaised) { Name = e.Name, Data = e.Data });
        return outcome with { Next = next, Kept = next.KeepsEvents ? [.. kept] : [] };
    }

    [LoggerMessage(LogLevel.Error, "{Difference}")]
    private partial void LogNonDeterministic(string difference);
}
