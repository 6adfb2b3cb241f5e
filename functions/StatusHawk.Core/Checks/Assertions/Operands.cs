using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>What each subject may be compared with, and how.</summary>
internal static class Operands
{
    private const int MaxValues = 50;

    /// <exception cref="ConditionException">The operator or a token does not fit the subject.</exception>
    public static Operand Read(Subject subject, Operator @operator, int operatorColumn, IReadOnlyList<Token> tokens)
    {
        if (!Fits(subject.Kind, @operator, out var fitting)) throw new ConditionException(operatorColumn, $"{subject} can be compared by {fitting}.");
        if (tokens.Count > MaxValues) throw new ConditionException(tokens[MaxValues].Column, $"Must be at most {MaxValues} values.");
        if (tokens.Count > 1 && @operator is not (Operator.Equal or Operator.NotEqual or Operator.Contains or Operator.NotContains))
            throw new ConditionException(tokens[1].Column, "any(…) goes with ==, !=, contains and !contains only.");
        Operand[] operands = [.. tokens.Select(token => Read(subject.Kind, @operator, token))];
        return operands is [var one] ? one : new Operand.Any(operands);
    }

    private static bool Fits(SubjectKind subject, Operator @operator, out string fitting)
    {
        (fitting, var fits) = subject switch
        {
            SubjectKind.Status => ("==, !=, <, <=, > and >=", @operator <= Operator.GreaterOrEqual),
            SubjectKind.ResponseTime or SubjectKind.CertificateExpiration => ("<, <=, > and >=", @operator.IsOrder()),
            SubjectKind.BodySize or SubjectKind.JsonLength or SubjectKind.DnsAnswersLength => ("==, !=, <, <=, > and >=", @operator <= Operator.GreaterOrEqual),
            SubjectKind.HeaderExists or SubjectKind.JsonExists => ("==", @operator is Operator.Equal),
            SubjectKind.Header => ("==, !=, contains, !contains, matches and !matches", !@operator.IsOrder() && @operator is not Operator.Schema),
            SubjectKind.Ip or SubjectKind.DnsRcode => ("== and !=", @operator is Operator.Equal or Operator.NotEqual),
            SubjectKind.DnsAnswers => ("contains, !contains, matches and !matches", @operator is >= Operator.Contains and <= Operator.NotMatches),
            SubjectKind.Body => ("==, !=, contains, !contains, matches, !matches and schema", !@operator.IsOrder()),
            _ => (Operators.All, true),
        };
        return fits;
    }

    private static Operand Read(SubjectKind subject, Operator @operator, Token token)
    {
        if (@operator is Operator.Schema) return new Operand.Schema(JsonSchema.Parse(token.Text, token.Column));
        if (@operator is Operator.Matches or Operator.NotMatches) return new Operand.Pattern(SafeRegex.Parse(token.Text, token.Column));
        return subject switch
        {
            SubjectKind.Status => @operator.IsOrder() ? Number(token, "a status") : Statuses(token),
            SubjectKind.ResponseTime => Time(token, TimeSpan.FromMilliseconds(1), "a duration such as 500ms or 2s"),
            SubjectKind.CertificateExpiration => Time(token, bare: null, "a duration such as 48h or 14d"),
            SubjectKind.BodySize => Size(token),
            SubjectKind.JsonLength or SubjectKind.DnsAnswersLength => Number(token, "a number"),
            SubjectKind.HeaderExists or SubjectKind.JsonExists =>
                token is { Quoted: false, Text: "true" or "false" } ? new Operand.Truth(token.Text == "true") : throw new ConditionException(token.Column, "Expected true or false."),
            SubjectKind.Json when @operator.IsOrder() => Number(token, "a number"),
            SubjectKind.Json when !token.Quoted => Literal(token),
            SubjectKind.DnsRcode => DnsRcode.TryParse(token.Text, out var rcode)
                ? new Operand.Text(rcode.ToString())
                : throw new ConditionException(token.Column, "Expected NOERROR, FORMERR, SERVFAIL, NXDOMAIN, NOTIMP, REFUSED or a number."),
            _ => new Operand.Text(token.Text),
        };
    }

    private static Operand Literal(Token token) => token.Text switch
    {
        "true" or "false" => new Operand.Truth(token.Text == "true"),
        "null" => new Operand.Null(),
        _ => Tokens.Number(token.Text) is { } number ? new Operand.Number(number) : new Operand.Text(token.Text),
    };

    private static Operand.Number Number(Token token, string what) =>
        !token.Quoted && Tokens.Number(token.Text) is { } number ? new Operand.Number(number) : throw new ConditionException(token.Column, $"Expected {what}.");

    private static Operand.Time Time(Token token, TimeSpan? bare, string what) =>
        Durations.Read(token.Text, bare) is { } time ? new Operand.Time(time) : throw new ConditionException(token.Column, $"Expected {what}.");

    private static Operand.Number Size(Token token)
    {
        var (text, factor) = token.Text.ToUpperInvariant() switch
        {
            [.. var digits, 'K', 'B'] => (digits, 1024),
            [.. var digits, 'M', 'B'] => (digits, 1024 * 1024),
            var digits => (digits, 1),
        };
        return Tokens.Number(text) is >= 0 and var number ? new Operand.Number(number * factor) : throw new ConditionException(token.Column, "Expected a size such as 500, 20KB or 1MB.");
    }

    private static Operand.Statuses Statuses(Token token)
    {
        var text = token.Text;
        if (text is [>= '1' and <= '5', 'x', 'x']) return new Operand.Statuses((text[0] - '0') * 100, ((text[0] - '0') * 100) + 99);
        if (Status(text) is { } status) return new Operand.Statuses(status, status);
        if (text.Split('-') is [var first, var last] && Status(first) is { } from && Status(last) is { } to && from <= to) return new Operand.Statuses(from, to);
        throw new ConditionException(token.Column, "Expected a status such as 200, 2xx or 200-299.");
    }

    private static int? Status(string text) => text.Length == 3 && text.All(char.IsAsciiDigit) && text[0] != '0' ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
