using System.Text.RegularExpressions;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>
/// A regular expression that a stranger wrote: matched in time linear to the text (<see cref="RegexOptions.NonBacktracking"/>), and given up after
/// <see cref="Patience"/>. Case counts unless it begins with <c>(?i)</c>.
/// </summary>
public sealed class SafeRegex : IEquatable<SafeRegex>
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int MaxLength = 500;

    /// <summary>How long one match may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    private SafeRegex(string pattern)
    {
        Pattern = pattern;
        _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Patience);
    }

    public string Pattern { get; }

    /// <exception cref="ConditionException">It is no pattern, or one that cannot be matched in linear time.</exception>
    public static SafeRegex Parse(string pattern, int column)
    {
        if (pattern.Length > MaxLength) throw new ConditionException(column, $"A pattern must be at most {MaxLength} characters.");
        try
        {
            return new SafeRegex(pattern);
        }
        catch (RegexParseException e)
        {
            throw new ConditionException(column + Math.Clamp(e.Offset, 0, pattern.Length), $"Is no pattern: {e.Error}.");
        }
        catch (NotSupportedException)
        {
            throw new ConditionException(column, "Lookarounds, backreferences, atomic groups, conditions and vast repetitions are not supported: they can take for ever.");
        }
    }

    /// <summary>Null when it took too long.</summary>
    public bool? IsMatch(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    public bool Equals(SafeRegex? other) => other is not null && Pattern == other.Pattern;

    public override bool Equals(object? obj) => Equals(obj as SafeRegex);

    public override int GetHashCode() => Pattern.GetHashCode(StringComparison.Ordinal);
}
