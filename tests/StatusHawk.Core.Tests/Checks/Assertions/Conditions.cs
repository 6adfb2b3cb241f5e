using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Tests.Checks.Assertions;

/// <summary>Random conditions, and random texts that look like some.</summary>
internal static class Conditions
{
    private static readonly string[] Words =
    [
        "[STATUS]", "[BODY]", "[BODY].a", "[BODY]..b[0]", "[BODY][?(@.x > 1)]", "len(", "has(", ")", "[HEADER].x", "[RESPONSE_TIME]", "[CERTIFICATE_EXPIRATION]", "[IP]", "[BODY_SIZE]",
        "[DNS_RCODE]", "[DNS_ANSWERS]", "==", "!=", "<", ">=", "contains", "!matches", "matches", "schema", "any(", ",", " ", " ", "200", "2xx", "\"", "\\", "'", "[", "]", "(", "$", "{}",
        "{\"type\":\"object\"}", "null", "true", "1e400", "-", "5ms", "ü", "\ud83d", "\0",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements("a", "", "two words", "null", "1", "true", "any(x", "ü✓", "\"quoted\"", "back\\slash", "a,b", "(", "x)", "5ms", "2xx", "\t", "-"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => new string([.. text.Get.Where(c => !char.IsSurrogate(c))])));

    private static readonly Gen<Operand> Number = Gen.OneOf(
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => new Operand.Number(number.Get) as Operand), Gen.Choose(-10, 1_000).Select(number => new Operand.Number(number) as Operand));

    private static readonly Gen<Operand> Word = Text.Select(text => new Operand.Text(text) as Operand);

    private static readonly Gen<Operand> Literal = Gen.OneOf(Word, Number, Gen.Elements<Operand>(new Operand.Null(), new Operand.Truth(true), new Operand.Truth(false)));

    private static readonly Gen<Operand> Pattern = Gen.Elements("a", "^x$", "(a|b)+ c", "\\d{3}", "(?i)ok", "\"").Select(pattern => new Operand.Pattern(SafeRegex.Parse(pattern, 1)) as Operand);

    private static readonly Gen<Operand> Time = Gen.Choose(0, 100_000_000).Select(ms => new Operand.Time(TimeSpan.FromMilliseconds(ms)) as Operand);

    private static readonly Gen<Operand> Statuses =
        from one in Gen.Choose(100, 999) from other in Gen.Choose(100, 999) select new Operand.Statuses(Math.Min(one, other), Math.Max(one, other)) as Operand;

    private static readonly Gen<Operand> Schema = Gen.Elements("{}", "true", "{\"type\":[\"object\",\"null\"],\"properties\":{\"a\":{\"minimum\":1}}}")
        .Select(schema => new Operand.Schema(JsonSchema.Parse(schema, 1)) as Operand);

    private static readonly Gen<string> Path = Gen.Elements("$.a", "$[0]", "$..id", "$.a['b c'].d", "$.items[*].id", "$[?(@.a == 'x)')].b", "$.a[-1:]");

    private static readonly Operator[] Orders = [Operator.Less, Operator.LessOrEqual, Operator.Greater, Operator.GreaterOrEqual];
    private static readonly Operator[] Sameness = [Operator.Equal, Operator.NotEqual];
    private static readonly Operator[] Holding = [Operator.Contains, Operator.NotContains];
    private static readonly Operator[] Matching = [Operator.Matches, Operator.NotMatches];

    public static Gen<Condition> Any { get; } = Gen.OneOf(
        Of(SubjectKind.Status, Sameness, Several(Statuses)),
        Of(SubjectKind.Status, Orders, Number),
        Of(SubjectKind.ResponseTime, Orders, Time),
        Of(SubjectKind.CertificateExpiration, Orders, Time),
        Of(SubjectKind.Ip, Sameness, Several(Word)),
        Of(SubjectKind.Body, [.. Sameness, .. Holding], Several(Word)),
        Of(SubjectKind.Body, Matching, Pattern),
        Of(SubjectKind.Body, [Operator.Schema], Schema),
        Of(SubjectKind.BodySize, [.. Sameness, .. Orders], Gen.Choose(0, 1_000_000).Select(bytes => new Operand.Number(bytes) as Operand)),
        Of(SubjectKind.DnsAnswers, Holding, Several(Word)),
        Of(SubjectKind.DnsAnswersLength, [.. Sameness, .. Orders], Number),
        Of(SubjectKind.DnsRcode, Sameness, Several(Gen.Elements("NOERROR", "NXDOMAIN").Select(code => new Operand.Text(code) as Operand))),
        Of(SubjectKind.Header, [.. Sameness, .. Holding], Several(Word), Gen.Elements("x", "content-type")),
        Of(SubjectKind.HeaderExists, [Operator.Equal], Gen.Elements(true, false).Select(truth => new Operand.Truth(truth) as Operand), Gen.Constant("x-y")),
        Of(SubjectKind.Json, [.. Sameness, .. Holding], Several(Literal), Path),
        Of(SubjectKind.Json, Orders, Number, Path),
        Of(SubjectKind.Json, Matching, Pattern, Path),
        Of(SubjectKind.JsonLength, [.. Sameness, .. Orders], Number, Gen.OneOf(Path, Gen.Constant("$"))),
        Of(SubjectKind.JsonExists, [Operator.Equal], Gen.Elements(true, false).Select(truth => new Operand.Truth(truth) as Operand), Path));

    public static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.Elements(Words).ListOf().Select(string.Concat),
        from condition in Any
        from at in Gen.Choose(0, condition.ToString().Length)
        from word in Gen.Elements(Words)
        select condition.ToString().Insert(at, word),
        from condition in Any from length in Gen.Choose(0, condition.ToString().Length) select condition.ToString()[..length]);

    private static Gen<Operand> Several(Gen<Operand> one) =>
        Gen.OneOf(one, from first in one from second in one from third in one select new Operand.Any([first, second, third]) as Operand);

    private static Gen<Condition> Of(SubjectKind kind, Operator[] operators, Gen<Operand> operand, Gen<string>? argument = null) =>
        from @operator in Gen.Elements(operators)
        from value in operand
        from name in argument ?? Gen.Constant("")
        select new Condition(new Subject(kind, name), @operator, value);
}
