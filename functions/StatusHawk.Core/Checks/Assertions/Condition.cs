namespace StatusHawk.Core.Checks.Assertions;

/// <summary>
/// One assertion: <c>[STATUS] == any(200, 204)</c>, <c>[BODY].items[0].id &gt; 3</c>, <c>[HEADER].content-type contains json</c>. Its text, which
/// <see cref="ToString"/> writes and <see cref="Parse"/> reads, is how it is stored and sent. The grammar is in docs/monitors.md; the form is Gatus's, which
/// people know.
/// </summary>
public sealed record Condition(Subject Subject, Operator Operator, Operand Operand)
{
    /// <summary>The longest text form of one condition, in characters.</summary>
    public const int MaxLength = 4_000;

    /// <exception cref="ConditionException">The text is no condition.</exception>
    public static Condition Parse(string text) => new ConditionReader(text).Read();

    public override string ToString() => $"{Subject} {Operator.Symbol()} {Operand}";
}

/// <summary>A text that is no condition: what is wrong, and where.</summary>
/// <param name="column">The character at which it goes wrong, from 1.</param>
/// <param name="message">What would be right.</param>
public sealed class ConditionException(int column, string message) : FormatException(message)
{
    public int Column { get; } = column;
}
