using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>What a condition compares with. Its text is the condition's text form.</summary>
public abstract record Operand
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Operand()
    {
    }

    public sealed record Number(double Value) : Operand
    {
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }

    public sealed record Text(string Value) : Operand
    {
        public override string ToString() => IsBare(Value) ? Value : JsonSerializer.Serialize(Value, Quoting);
    }

    public sealed record Truth(bool Value) : Operand
    {
        public override string ToString() => Value ? "true" : "false";
    }

    public sealed record Null : Operand
    {
        public override string ToString() => "null";
    }

    /// <summary>0 ms to 10 years, written in the largest unit that divides it.</summary>
    public sealed record Time(TimeSpan Value) : Operand
    {
        public override string ToString() => Durations.Write(Value);
    }

    /// <summary>Statuses from one to another: <c>200</c>, <c>200-204</c>, <c>2xx</c>.</summary>
    public sealed record Statuses(int From, int To) : Operand
    {
        public override string ToString() => From == To ? $"{From}" : From % 100 == 0 && To == From + 99 ? $"{From / 100}xx" : $"{From}-{To}";
    }

    /// <summary>A regular expression.</summary>
    public sealed record Pattern(SafeRegex Regex) : Operand
    {
        public override string ToString() => new Text(Regex.Pattern).ToString();
    }

    /// <summary>A JSON Schema.</summary>
    public sealed record Schema(JsonSchema Value) : Operand
    {
        public override string ToString() => Value.Text;
    }

    /// <summary>One of several.</summary>
    public sealed record Any(IReadOnlyList<Operand> Values) : Operand
    {
        public bool Equals(Any? other) => other is not null && Values.SequenceEqual(other.Values);
        public override int GetHashCode() => Values.Aggregate(0, (hash, value) => HashCode.Combine(hash, value));
        public override string ToString() => $"any({string.Join(", ", Values)})";
    }

    // What needs no quotes: it cannot be taken for anything but a text, and ends where a reader thinks it does.
    private static bool IsBare(string text) =>
        text.Length > 0 && !Tokens.IsLiteral(text) && !text.StartsWith("any(", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or ';' or '@' or '+' or '%' or '*' or '&' or '=');
}
