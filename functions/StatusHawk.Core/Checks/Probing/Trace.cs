namespace StatusHawk.Core.Checks.Probing;

/// <summary>What one try has seen so far: how long each phase took, over all its redirects, how far it came, and what it learnt on the way.</summary>
internal sealed class Trace(TimeProvider time)
{
    private readonly long[] _spent = new long[(int)CheckPhase.Judge + 1];
    private long _entered = time.GetTimestamp();

    public CheckPhase Phase { get; private set; }

    /// <summary>What is known of this hop.</summary>
    public Facts Facts { get; set; } = new();

    /// <summary>What the answer looks like, once one is there and something is wrong with it.</summary>
    public AnswerExcerpt? Excerpt { get; set; }

    /// <summary>What came of every condition, where somebody wants to know.</summary>
    public IReadOnlyList<ConditionReport>? Assertions { get; set; }

    /// <summary>The address connected to, or tried, on this hop.</summary>
    public string? Address
    {
        get => Facts.Address;
        set => Facts = Facts with { Address = value };
    }

    /// <summary>Ends the phase it is in, and begins another.</summary>
    public void Enter(CheckPhase phase)
    {
        var now = time.GetTimestamp();
        _spent[(int)Phase] += now - _entered;
        _entered = now;
        Phase = phase;
    }

    /// <summary>Forgets what was spent since the present phase was entered last.</summary>
    public void Discard() => _entered = time.GetTimestamp();

    /// <summary>Takes off the present phase what was spent waiting for this process itself.</summary>
    public void Discount(TimeSpan waited) => _entered += (long)(waited.TotalSeconds * time.TimestampFrequency);

    /// <summary>The times up to now, those of the unfinished phase included.</summary>
    public Timings Read()
    {
        Enter(Phase);
        return new Timings(
            Milliseconds(CheckPhase.Resolve), Milliseconds(CheckPhase.Connect), Milliseconds(CheckPhase.Tls),
            Milliseconds(CheckPhase.FirstByte), Milliseconds(CheckPhase.Transfer));
    }

    private int Milliseconds(CheckPhase phase) => (int)Math.Round(time.GetElapsedTime(0, _spent[(int)phase]).TotalMilliseconds);
}
