namespace StatusHawk.Core.Checks;

/// <summary>In a message of <c>opinions-{region}</c>: a person wants to see what a check finds there. It is no observation: nothing follows from what comes of it.</summary>
public sealed record TestRequest
{
    /// <summary>How long it waits for a probe, and its answer for whoever asked.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary><c>test_…</c>: what its answers are found by.</summary>
    public required string TestId { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Region { get; init; }

    /// <summary>When nobody waits for it any more.</summary>
    public required Slot NotAfter { get; init; }

    /// <summary>Its secrets are still sealed.</summary>
    public required CheckSpec Check { get; init; }
}
