namespace StatusHawk.Core.Checks.Assertions;

/// <summary>How a condition compares.</summary>
public enum Operator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    NotContains,
    Matches,
    NotMatches,
    Schema,
}

/// <summary>The operators as they are written.</summary>
public static class Operators
{
    // Longest first: the reader takes the first that fits.
    private static readonly (string Symbol, Operator Operator)[] Symbols =
    [
        ("!contains", Operator.NotContains), ("!matches", Operator.NotMatches), ("contains", Operator.Contains), ("matches", Operator.Matches),
        ("schema", Operator.Schema), ("==", Operator.Equal), ("!=", Operator.NotEqual), ("<=", Operator.LessOrEqual), (">=", Operator.GreaterOrEqual),
        ("<", Operator.Less), (">", Operator.Greater),
    ];

    /// <summary>All of them, for messages.</summary>
    public const string All = "==, !=, <, <=, >, >=, contains, !contains, matches, !matches or schema";

    public static string Symbol(this Operator @operator) => Array.Find(Symbols, one => one.Operator == @operator).Symbol;

    /// <summary>The operator that a text begins with, and its symbol's length; a length of 0 when it begins with none.</summary>
    public static (Operator Operator, int Length) At(ReadOnlySpan<char> text)
    {
        foreach (var (symbol, @operator) in Symbols)
            if (text.StartsWith(symbol, StringComparison.Ordinal)) return (@operator, symbol.Length);
        return default;
    }

    /// <summary>Whether it compares by size.</summary>
    public static bool IsOrder(this Operator @operator) => @operator is >= Operator.Less and <= Operator.GreaterOrEqual;

    /// <summary>Whether it holds when its opposite does not, and that opposite; itself when it is no negation.</summary>
    public static (bool Negated, Operator Positive) Split(this Operator @operator) => @operator switch
    {
        Operator.NotEqual => (true, Operator.Equal),
        Operator.NotContains => (true, Operator.Contains),
        Operator.NotMatches => (true, Operator.Matches),
        _ => (false, @operator),
    };

    /// <summary>Whether an order holds.</summary>
    public static bool Holds(this Operator @operator, int comparison) => @operator switch
    {
        Operator.Less => comparison < 0,
        Operator.LessOrEqual => comparison <= 0,
        Operator.Greater => comparison > 0,
        Operator.GreaterOrEqual => comparison >= 0,
        Operator.Equal => comparison == 0,
        _ => false,
    };
}
