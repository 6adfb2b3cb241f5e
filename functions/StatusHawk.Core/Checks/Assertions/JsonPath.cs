using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>
/// JSONPath, as Newtonsoft.Json knows it, without what could take time more than linear to the document: one <c>..</c> at most, no <c>$</c> within a filter,
/// and no pattern in a filter.
/// </summary>
internal static class JsonPath
{
    /// <summary>The longest path, in characters.</summary>
    public const int MaxLength = 200;

    private static readonly JsonSelectSettings Settings = new() { ErrorWhenNoMatch = false, RegexMatchTimeout = TimeSpan.FromMilliseconds(100) };

    /// <summary>Null when nothing is wrong.</summary>
    public static string? WhatIsWrong(string path)
    {
        if (path.Length > MaxLength) return $"A path must be at most {MaxLength} characters.";
        var bare = Regex.Replace(path, """'(\\.|[^'\\])*'|"(\\.|[^"\\])*" """.TrimEnd(), "''", RegexOptions.NonBacktracking);
        if (bare.IndexOf("..", StringComparison.Ordinal) != bare.LastIndexOf("..", StringComparison.Ordinal)) return "A path may hold one \"..\" at most.";
        if (bare.LastIndexOf('$') > 0) return "A filter of a path may speak of @ only, not of $.";
        if (bare.Contains("=~", StringComparison.Ordinal)) return "A filter of a path may hold no pattern.";
        try
        {
            _ = new JObject().SelectTokens(path, Settings).Count();
            return null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or InvalidOperationException)
        {
            return "Is no JSONPath.";
        }
    }

    /// <summary>What the path finds, at most <paramref name="most"/>; none, where it does not fit what is there.</summary>
    public static IReadOnlyList<JToken> Find(JToken document, string path, int most)
    {
        try
        {
            return [.. document.SelectTokens(path, Settings).Take(most)];
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or OverflowException or InvalidOperationException or RegexMatchTimeoutException)
        {
            return [];
        }
    }
}
