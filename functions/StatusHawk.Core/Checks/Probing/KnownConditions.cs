using System.Collections.Concurrent;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Conditions read once, since the same ones come with every round; reading a pattern costs more than matching it.</summary>
internal static class KnownConditions
{
    private const int Most = 20_000;
    private static readonly ConcurrentDictionary<string, Condition> Known = new(StringComparer.Ordinal);

    /// <exception cref="ProbeFailedException">One cannot be read: a newer form than this probe knows, so the fault is on this side.</exception>
    public static IEnumerable<Condition> Of(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (Known.Count > Most) Known.Clear();
            yield return Known.GetOrAdd(text, Read);
        }
    }

    private static Condition Read(string text)
    {
        try
        {
            return Condition.Parse(text);
        }
        catch (ConditionException)
        {
            throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "This probe does not understand a condition of the monitor."));
        }
    }
}
