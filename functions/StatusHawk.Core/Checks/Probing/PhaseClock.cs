namespace StatusHawk.Core.Checks.Probing;

/// <summary>Measures one try: how long each phase took, over all its redirects, and how far it came.</summary>
internal sealed class PhaseClock(TimeProvider time)
{
    private readonly long[] _spent = new long[(int)CheckPhase.Judge + 1];
    private long _entered = time.GetTimestamp();

    public CheckPhase Phase { get; private set; }

    /// <summary>The address connected to, or tried, on this hop.</summary>
    public string? Address { get; set; }

    /// <summary>The status received on this hop.</summary>
    public int? StatusCode { get; set; }

    /// <summary>Ends the phase it is in, and begins another.</summary>
    public void Enter(CheckPhase phase)
    {
        var now = time.GetTimestamp();
        _spent[(int)Phase] += now - _entered;
        _entered = now;
        Phase = phase;
    }

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
