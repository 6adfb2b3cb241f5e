namespace StatusHawk.Core.Checks;

/// <summary>How far a check came.</summary>
public enum CheckPhase
{
    Resolve,
    Connect,
    Tls,
    FirstByte,
    Transfer,
    Judge,
}
