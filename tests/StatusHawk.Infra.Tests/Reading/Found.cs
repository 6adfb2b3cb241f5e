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

    /// <summary>A text that stands in the code is that and nothing else.</summary>
    public static Found Of(string text) => new() { Texts = { text }, IsKnown = true };

    private bool IsKnown { get; init; }

    /// <summary>Texts put together. A part that may be anything may be left out: a region's queue is known by how it begins.</summary>
    /// <param name="parts">From the first to the last.</param>
    /// <param name="words">What is looked for.</param>
    public void AddJoined(IReadOnlyList<Found> parts, IReadOnlySet<string> words)
    {
        var whole = parts.Aggregate(new[] { "" }, (begun, part) => [.. from first in begun from next in part.IsKnown ? part.Texts : part.Texts.Append("") select first + next]);
        Texts.UnionWith(whole.Where(words.Contains));
        foreach (var part in parts) Parameters.UnionWith(part.Parameters);
    }
}
