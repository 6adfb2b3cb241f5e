namespace StatusHawk.Core.Incidents;

/// <summary>Down and up so often that telling each would only wear people out.</summary>
public static class Flapping
{
    /// <param name="transitions">When incidents of a monitor were opened and resolved, the one under way included.</param>
    public static bool Is(IEnumerable<DateTimeOffset> transitions, IncidentOptions options, DateTimeOffset now) =>
        transitions.Count(at => now - at < options.FlappingWindow) > options.FlappingTransitions;
}
