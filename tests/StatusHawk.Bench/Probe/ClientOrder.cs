using StatusHawk.Core.Checks;

namespace StatusHawk.Bench.Probe;

/// <summary>What the client process is to do: a line of JSON on its input.</summary>
/// <param name="Urls">What to check, in turns; <see cref="Number"/> in a URL becomes the number of the check.</param>
/// <param name="Workers">Checks at once.</param>
/// <param name="Checks">How many; null: as many as the time allows.</param>
/// <param name="Seconds">When to begin no more; null: when all have begun.</param>
/// <param name="Stagger">Seconds over which the workers begin, evenly.</param>
/// <param name="Timings">Whether the phases of each check are wanted.</param>
public sealed record ClientOrder(IReadOnlyList<string> Urls, int Workers, int? Checks = null, double? Seconds = null, double Stagger = 0, bool Timings = false)
{
    public const string Number = "{n}";
}

/// <summary>What came of it: a line of JSON on its output.</summary>
/// <param name="Checks">How many checks were up.</param>
/// <param name="Fault">What the first check that was not up said.</param>
/// <param name="ResidentBytes">Of the process, as it was after the last check.</param>
/// <param name="HeapBytes">The managed heap after a full collection; 0 when the order was for a time, to which a collection would add.</param>
/// <param name="Timings">In the order of the checks' numbers.</param>
public sealed record ClientAnswer(int Checks, string? Fault, long ResidentBytes, long HeapBytes, IReadOnlyList<Timings> Timings);
