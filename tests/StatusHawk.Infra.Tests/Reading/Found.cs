using System.Reflection;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>What a value may be.</summary>
internal sealed class Found
{
    public HashSet<string> Texts { get; } = new(StringComparer.Ordinal);
    public HashSet<MethodBase> Methods { get; } = [];
    public HashSet<Parameter> Parameters { get; } = [];

    /// <summary>It may be null.</summary>
    public bool Nothing { get; set; }

    /// <summary>It may come from what another's method answers.</summary>
    public bool Foreign { get; set; }

    /// <summary>Texts put together: one after the other where all are known, and each by itself, for whatever is not.</summary>
    public void AddJoined(IReadOnlyList<Found> parts)
    {
        var whole = parts.Aggregate(new[] { "" }, (begun, part) => [.. from first in begun from next in part.Texts.DefaultIfEmpty("") select first + next]);
        Texts.UnionWith(whole);
        foreach (var part in parts) Parameters.UnionWith(part.Parameters);
    }
}
