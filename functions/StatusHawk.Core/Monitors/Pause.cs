using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Monitors;

/// <summary>A time in which a monitor was switched off.</summary>
/// <param name="From">When it was paused.</param>
/// <param name="Until">When it went on; null: it has not.</param>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? Until = null)
{
    /// <summary>Its end in seconds since 1970, or the given slot where it has none.</summary>
    public long EndsBefore(Slot otherwise) => Until is { } until ? Slot.Of(until).EpochSeconds : otherwise.EpochSeconds;
}
