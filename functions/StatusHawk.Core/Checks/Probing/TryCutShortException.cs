namespace StatusHawk.Core.Checks.Probing;

/// <summary>What a probe throws when it is cancelled: how far the try had come, so that a timeout can be explained.</summary>
public sealed class TryCutShortException(CheckPhase phase, Timings timings, CancellationToken cancellationToken)
    : OperationCanceledException("The try was cancelled before it ended.", cancellationToken)
{
    /// <summary>The phase it hung in.</summary>
    public CheckPhase Phase { get; } = phase;

    /// <summary>The times so far, the unfinished phase included.</summary>
    public Timings Timings { get; } = timings;

    /// <summary>What was learnt so far.</summary>
    public Facts Facts { get; init; } = new();
}
