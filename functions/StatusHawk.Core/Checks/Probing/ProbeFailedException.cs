namespace StatusHawk.Core.Checks.Probing;

/// <summary>Ends a try from anywhere below a probe; the probe turns it into a result.</summary>
internal sealed class ProbeFailedException(Diagnosis diagnosis) : Exception(diagnosis.Message)
{
    public Diagnosis Diagnosis { get; } = diagnosis;
}
