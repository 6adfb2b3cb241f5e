using System.Collections.Concurrent;

namespace StatusHawk.Core.Checks;

/// <summary>What regions have reported of themselves, as far as this process has heard.</summary>
public sealed class RegionAbilities
{
    private readonly ConcurrentDictionary<string, bool> _canPing = new(StringComparer.Ordinal);

    public void Note(RegionReport report) => _canPing[report.Region] = report.CanPing;

    /// <summary>The regions that cannot ping, in order: by their own word, or by what was known before where they have not said anything yet.</summary>
    public IReadOnlyList<string> WithoutPing(IEnumerable<string> before) =>
        [.. before.Where(region => !_canPing.ContainsKey(region)).Concat(_canPing.Where(one => !one.Value).Select(one => one.Key)).Distinct().Order(StringComparer.Ordinal)];
}
