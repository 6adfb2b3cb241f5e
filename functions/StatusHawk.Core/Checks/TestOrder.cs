namespace StatusHawk.Core.Checks;

/// <summary>In a command: the check that a person wants to see run, and where. Pipeline makes a <see cref="TestRequest"/> of it for each region.</summary>
public sealed record TestOrder
{
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>When nobody waits for it any more.</summary>
    public required Slot NotAfter { get; init; }

    /// <summary>Its secrets are still sealed.</summary>
    public required CheckSpec Check { get; init; }
}
