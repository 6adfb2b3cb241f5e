using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>The steps of an orchestrator, in the order it asks for them, compared with those that the history has.</summary>
internal sealed class ReplaySteps(string name, string instanceId)
{
    private readonly Dictionary<int, OpenStep> _open = [];
    private readonly Queue<HistoryEvent> _unmatched = new();
    private readonly List<HistoryEvent> _fresh = [];
    private int _count;

    /// <summary>Whether what is asked for must be in the history.</summary>
    public bool IsReplaying { get; set; }

    public bool AnyOpen => _open.Count > 0;

    /// <summary>What was asked for, or dropped, beyond the history.</summary>
    public IReadOnlyList<HistoryEvent> Fresh => _fresh;

    public OpenStep Ask(HistoryEvent what)
    {
        var asked = what with { Step = _count++ };
        if (IsReplaying)
            _unmatched.Enqueue(asked);
        else
            _fresh.Add(asked);
        var step = new OpenStep(asked);
        // Nobody awaits a sent event.
        if (asked.Kind != HistoryKind.EventSent)
            _open[asked.Step] = step;
        return step;
    }

    public void Drop(OpenStep step, CancellationToken cancellationToken)
    {
        if (!step.Cancel(cancellationToken))
            return;
        _open.Remove(step.Asked.Step);
        if (!IsReplaying)
            _fresh.Add(new HistoryEvent(HistoryKind.TimerDropped) { Step = step.Asked.Step });
    }

    public void End(HistoryEvent end)
    {
        if (_open.Remove(end.Step, out var step))
            step.Complete(end);
    }

    /// <exception cref="NonDeterministicOrchestrationException">The history has another step than was asked for.</exception>
    public void Match(HistoryEvent recorded)
    {
        if (!_unmatched.TryDequeue(out var asked))
            throw Difference(recorded.Step, recorded.Describe(), "nothing");
        var same = asked.Kind == recorded.Kind && string.Equals(asked.Name, recorded.Name, StringComparison.OrdinalIgnoreCase);
        if (!same)
            throw Difference(recorded.Step, recorded.Describe(), asked.Describe());
    }

    /// <exception cref="NonDeterministicOrchestrationException">More was asked for than the history has up to here.</exception>
    public void MatchedAll()
    {
        if (_unmatched.TryDequeue(out var asked))
            throw Difference(asked.Step, "nothing", asked.Describe());
    }

    private NonDeterministicOrchestrationException Difference(int step, string recorded, string asked) =>
        new(name, instanceId, $"at step {step + 1} its history has {recorded}, the code now asks for {asked}");
}
