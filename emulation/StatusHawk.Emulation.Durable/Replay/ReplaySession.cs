using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>One run of an orchestrator from the top: over its history, then over what is new, until it ends or waits.</summary>
internal sealed class ReplaySession
{
    private readonly InstanceStatus _status;
    private readonly IReadOnlyList<HistoryEvent> _past;
    private readonly IReadOnlyList<HistoryEvent> _news;
    private readonly OrchestrationThread _thread;
    private readonly Action _awaitedForeign;
    private Task? _run;
    private bool _foreign;
    private volatile bool _over;

    /// <param name="awaitedForeign">Called when, after the run, something that is not durable came back.</param>
    public ReplaySession(
        InstanceStatus status,
        IReadOnlyList<HistoryEvent> past,
        IReadOnlyList<HistoryEvent> news,
        ILoggerFactory loggers,
        Action awaitedForeign)
    {
        (_status, _past, _news, _awaitedForeign) = (status, past, news, awaitedForeign);
        Steps = new(status.Name, status.Id);
        _thread = new(Foreign);
        Context = new(status, Steps, Waiters, _thread, loggers);
    }

    public ReplayContext Context { get; }

    public ReplaySteps Steps { get; }

    public EventWaiters Waiters { get; } = new();

    /// <summary>Whether the orchestrator returned.</summary>
    public bool HasReturned => _run is { IsCompletedSuccessfully: true };

    /// <summary>Runs; throws what the orchestrator threw.</summary>
    public Task Drive(Func<Task> start)
    {
        _thread.Run(() =>
        {
            Context.SetReplaying(true);
            foreach (var recorded in _past)
                Apply(recorded, start);
            // What follows begins a turn, which checks that the history had all that was asked for.
            foreach (var recorded in _news)
            {
                if (recorded.Kind == HistoryKind.TurnStarted)
                    Steps.MatchedAll();
                Context.SetReplaying(false);
                Apply(recorded, start);
            }
        });
        _over = true;
        if (_run is { IsCompleted: true })
            return _run;
        if (_foreign || (!Steps.AnyOpen && Waiters.IsEmpty))
            throw AwaitedForeign(_status);
        return Task.CompletedTask;
    }

    public static InvalidOperationException AwaitedForeign(InstanceStatus status) => new(
        $"Orchestrator '{status.Name}' (instance {status.Id}) awaits something that is not durable: it may await nothing but "
        + "what its context gives.");

    private void Apply(HistoryEvent recorded, Func<Task> start)
    {
        switch (recorded.Kind)
        {
            case HistoryKind.TurnStarted:
                Steps.MatchedAll();
                Context.Now = recorded.At!.Value;
                break;
            case HistoryKind.Started:
                _run = start();
                break;
            case HistoryKind.EventRaised:
                Waiters.Raise(recorded.Name!, recorded.Data);
                break;
            case var _ when recorded.IsAsked:
                Steps.Match(recorded);
                break;
            case HistoryKind.TimerDropped:
                break;
            case var _ when recorded.EndsStep:
                Steps.End(recorded);
                break;
        }

        _thread.Drain();
    }

    private void Foreign()
    {
        _foreign = true;
        if (_over)
            _awaitedForeign();
    }
}
