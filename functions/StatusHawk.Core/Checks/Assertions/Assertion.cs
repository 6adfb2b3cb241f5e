using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>A condition that an answer does not meet.</summary>
/// <param name="Error"><see cref="ErrorClass.Assertion"/>, or <see cref="ErrorClass.TooLarge"/> where the part of the body that was read does not tell.</param>
/// <param name="Message">One sentence. Of what the target wrote it repeats numbers only.</param>
public sealed record AssertionFailure(ErrorClass Error, string Message);

/// <summary>Whether answers meet conditions: a pure function that never throws, whatever the answer holds.</summary>
public static class Assertion
{
    // A path with a wildcard may find every item of a long list; as many as this are compared.
    private const int MaxMatches = 10_000;

    /// <summary>The first condition that is not met; null when all are.</summary>
    public static AssertionFailure? FirstFailure(IEnumerable<Condition> conditions, Answer answer) =>
        conditions.Select(condition => Judge(condition, answer)).FirstOrDefault(failure => failure is not null);

    /// <summary>Whether the answer meets the condition, and why.</summary>
    public static ConditionReport Explain(Condition condition, Answer answer)
    {
        string? found = null;
        var failure = Judge(condition, answer, what => found = what);
        return new(condition.ToString(), failure is null, failure?.Message ?? (found is null ? "It holds." : $"It holds: {found}."));
    }

    /// <summary>Why the answer does not meet the condition; null when it does.</summary>
    public static AssertionFailure? Judge(Condition condition, Answer answer) => Judge(condition, answer, found: null);

    // What is found is told of single values: of many it would have to be said differently when they hold.
    private static AssertionFailure? Judge(Condition condition, Answer answer, Action<string>? found)
    {
        var (negated, positive) = condition.Operator.Split();
        return condition.Subject.Kind switch
        {
            SubjectKind.Status => Whole(answer.Status),
            SubjectKind.ResponseTime => Ordered(answer.ResponseTime, $"{answer.ResponseTime} ms"),
            SubjectKind.CertificateExpiration => answer.CertificateExpires is { } expires
                ? Ordered((expires - answer.Now).TotalMilliseconds, $"{Math.Floor((expires - answer.Now).TotalDays)} days")
                : Fails("there was no certificate"),
            SubjectKind.Ip => TextOf(answer.Address),
            SubjectKind.DnsRcode => TextOf(answer.DnsRcode),
            SubjectKind.DnsAnswers => Texts(answer.DnsAnswers ?? []),
            SubjectKind.DnsAnswersLength => Whole(answer.DnsAnswers?.Count ?? 0),
            SubjectKind.HeaderExists => Exists(answer.Headers?.ContainsKey(condition.Subject.Argument) == true),
            SubjectKind.Header => answer.Headers?.TryGetValue(condition.Subject.Argument, out var header) == true ? TextOf(header) : Fails("there is no such header"),
            _ => answer.Body is { } body ? OfBody(body) : Fails("there was no body"),
        };

        AssertionFailure? OfBody(Body body)
        {
            switch (condition.Subject.Kind)
            {
                case SubjectKind.BodySize:
                    return body.IsWhole ? Whole(body.Size) : condition.Operator is Operator.Greater or Operator.GreaterOrEqual && Whole(body.Size) is null ? null : TooLarge(body);
                case SubjectKind.Body when positive != Operator.Schema:
                    var found = TextHolds(body.Text);

                    // Of a body that was cut one knows what it holds, not what it does not hold, nor what all of it is.
                    if (!body.IsWhole && (positive == Operator.Equal || found != true || SpeaksOfTheEnd())) return TooLarge(body);
                    return Held(found, found is null ? "the pattern took too long" : $"it is {(body.Size == 0 ? "empty" : $"a text of {body.Text.Length} characters")}");
            }

            if (!body.IsWhole) return TooLarge(body);
            if (body.Json is not { } document) return condition.Subject.Kind == SubjectKind.JsonExists ? Exists(false) : Fails("the body is not JSON");
            var kind = condition.Subject.Kind;
            IReadOnlyList<JToken> matches = kind == SubjectKind.Body || condition.Subject.Argument == "$" ? [document] : JsonPath.Find(document, condition.Subject.Argument, MaxMatches);
            if (kind == SubjectKind.JsonExists) return Exists(matches.Count > 0);
            if (matches.Count == 0) return Fails("there is nothing at that path");
            if (kind == SubjectKind.JsonLength) return LengthOf(matches[0]) is { } length ? Whole(length) : Fails("it has no length");
            if (condition.Operand is Operand.Schema { Value: var schema })
                return matches.Select(schema.FirstViolation).FirstOrDefault(at => at is not null) is { } broken ? Fails($"the body breaks it at {Plain(broken)}") : null;
            var holds = AnyHolds(matches.Select(JsonHolds));
            return Held(holds, holds is null ? "the pattern took too long" : matches is [var one] ? Describe(one) : negated ? $"one of {matches.Count} values does" : $"none of {matches.Count} values does");
        }

        AssertionFailure? Whole(int? value) => value is { } number
            ? Held(Values().Any(operand => operand switch
            {
                Operand.Statuses range => positive == Operator.Equal && number >= range.From && number <= range.To,
                Operand.Number bound => positive.Holds(((double)number).CompareTo(bound.Value)),
                _ => false,
            }), Seen($"it is {number}"))
            : Fails("it is not known of this check");

        AssertionFailure? Ordered(double milliseconds, string shown) =>
            Held(condition.Operand is Operand.Time { Value: var bound } && positive.Holds(milliseconds.CompareTo(bound.TotalMilliseconds)), Seen($"it is {shown}"));

        AssertionFailure? Exists(bool exists) => Held(condition.Operand is Operand.Truth { Value: var wanted } && wanted == exists, Seen(exists ? "it is there" : "it is not there"));

        AssertionFailure? TextOf(string? text) => text is null ? Fails("it is not known of this check") : Texts([text]);

        AssertionFailure? Texts(IReadOnlyList<string> texts)
        {
            var holds = AnyHolds(texts.Select(text => condition.Subject.Kind == SubjectKind.DnsAnswers && positive == Operator.Contains ? Values().Any(value => SameAddress(value, text)) : TextHolds(text)));
            return Held(holds, holds is null ? "the pattern took too long" : texts is [var one] ? $"it is a text of {one.Length} characters" : texts.Count == 0 ? "there are none" : negated ? $"it is one of {texts.Count}" : $"it is none of {texts.Count}");
        }

        // Null: it cannot be told in time.
        bool? TextHolds(string text) => condition.Operand is Operand.Pattern { Regex: var regex } ? regex.IsMatch(text) : Values().Any(value =>
            value is Operand.Text { Value: var wanted } && (positive == Operator.Contains ? text.Contains(wanted, StringComparison.Ordinal) : condition.Subject.Kind == SubjectKind.Ip ? SameAddress(value, text) : wanted == text));

        bool? JsonHolds(JToken found) => condition.Operand switch
        {
            Operand.Pattern { Regex: var regex } => found.Type == JTokenType.String ? regex.IsMatch((string)found!) : false,
            _ => Values().Any(value => positive switch
            {
                Operator.Equal => JsonSame(value, found),
                Operator.Contains => found is JArray items ? items.Any(item => JsonSame(value, item))
                    : found.Type == JTokenType.String && value is Operand.Text { Value: var part } && ((string)found!).Contains(part, StringComparison.Ordinal),
                _ => value is Operand.Number { Value: var bound } && Json.Number(found) is { } number && positive.Holds(number.CompareTo(bound)),
            }),
        };

        bool SpeaksOfTheEnd() => condition.Operand is Operand.Pattern { Regex.Pattern: var pattern } && (pattern.Contains('$') || pattern.Contains("\\z", StringComparison.OrdinalIgnoreCase));

        IEnumerable<Operand> Values() => condition.Operand is Operand.Any { Values: var values } ? values : [condition.Operand];

        string Seen(string what)
        {
            found?.Invoke(what);
            return what;
        }

        // A pattern that takes too long meets neither a condition nor its opposite.
        AssertionFailure? Held(bool? holds, string found) => holds is { } known && known != negated ? null : Fails(found);

        AssertionFailure Fails(string found) => new(ErrorClass.Assertion, $"{condition} does not hold: {found}.");

        AssertionFailure TooLarge(Body body) => new(
            ErrorClass.TooLarge,
            string.Create(CultureInfo.InvariantCulture, $"The body is larger than the {body.Size:N0} bytes that are read of it, too large to tell whether {condition} holds."));
    }

    private static bool? AnyHolds(IEnumerable<bool?> each)
    {
        bool? any = false;
        foreach (var one in each)
        {
            if (one == true) return true;
            if (one is null) any = null;
        }

        return any;
    }

    // Addresses are the same in whatever notation.
    private static bool SameAddress(Operand wanted, string text) => wanted is Operand.Text { Value: var value }
        && (value == text || (IPAddress.TryParse(value, out var one) && IPAddress.TryParse(text, out var other) && one.Equals(other)));

    private static bool JsonSame(Operand wanted, JToken found) => wanted switch
    {
        Operand.Text { Value: var text } => found.Type == JTokenType.String && (string)found! == text,
        Operand.Number { Value: var number } => Json.Number(found) is { } value && value.Equals(number),
        Operand.Truth { Value: var truth } => found.Type == JTokenType.Boolean && (bool)found == truth,
        Operand.Null => found.Type == JTokenType.Null,
        _ => false,
    };

    private static int? LengthOf(JToken found) => found switch
    {
        JArray items => items.Count,
        JObject members => members.Count,
        { Type: JTokenType.String } => ((string)found!).EnumerateRunes().Count(),
        _ => null,
    };

    private static string Describe(JToken found) => found.Type switch
    {
        JTokenType.Integer or JTokenType.Float => string.Create(CultureInfo.InvariantCulture, $"it is {Json.Number(found)}"),
        JTokenType.Boolean => (bool)found ? "it is true" : "it is false",
        JTokenType.Null => "it is null",
        JTokenType.String => $"it is a text of {((string)found!).Length} characters",
        JTokenType.Array => "it is an array",
        _ => "it is an object",
    };

    // Names of members are the target's words: of those only what looks like a name.
    private static string Plain(string pointer) => string.Concat(pointer.Where(c => char.IsAsciiLetterOrDigit(c) || c is '#' or '/' or '_' or '-').Take(60));
}
