using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>A step that was asked for and awaits its end.</summary>
internal sealed class OpenStep(HistoryEvent asked)
{
    private readonly TaskCompletionSource<HistoryEvent> _end = new();

    public HistoryEvent Asked => asked;

    /// <summary>How it ended.</summary>
    public Task<HistoryEvent> End => _end.Task;

    public void Complete(HistoryEvent end) => _end.TrySetResult(end);

    public bool Cancel(CancellationToken cancellationToken) => _end.TrySetCanceled(cancellationToken);
}
