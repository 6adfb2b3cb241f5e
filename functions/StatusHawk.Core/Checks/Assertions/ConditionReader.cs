using System.Buffers;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>Reads one condition's text form, from left to right.</summary>
internal sealed class ConditionReader(string text)
{
    private const string Subjects =
        "[STATUS], [RESPONSE_TIME], [CERTIFICATE_EXPIRATION], [IP], [HEADER].name, [BODY], [BODY].path, [BODY_SIZE], [DNS_RCODE], [DNS_ANSWERS], len(…) or has(…)";

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Where(c => c != '\t')]);

    private int _at;

    private bool Ends => _at >= text.Length;

    public Condition Read()
    {
        if (text.Length > Condition.MaxLength) throw new ConditionException(Condition.MaxLength + 1, FormattableString.Invariant($"Must be at most {Condition.MaxLength:N0} characters."));
        if (text.AsSpan().IndexOfAny(Controls) is var control and >= 0) throw new ConditionException(control + 1, "Control characters must be written as \\u….");
        if (LoneSurrogate() is { } lone) throw new ConditionException(lone + 1, "Is half a character.");
        Space();
        var subject = ReadSubject();
        Space();
        var at = _at;
        var (@operator, length) = Operators.At(text.AsSpan(_at));
        if (length == 0) throw Wrong($"Expected {Operators.All}.");
        _at += length;
        if (!Ends && char.IsAsciiLetter(text[_at - 1]) && !char.IsWhiteSpace(text[_at])) throw Wrong("Expected a space after the operator.");
        Space();
        if (Ends) throw Wrong("Expected what to compare with.");
        return new Condition(subject, @operator, Operands.Read(subject, @operator, at + 1, ReadTokens(@operator)));
    }

    private Subject ReadSubject()
    {
        var at = _at;
        if (Take("len("))
        {
            if (Take("[DNS_ANSWERS]")) return Closed(new Subject(SubjectKind.DnsAnswersLength));
            if (Take("[BODY]")) return Closed(new Subject(SubjectKind.JsonLength, ReadPath()));
            throw Wrong("len takes [BODY], [BODY].path or [DNS_ANSWERS].");
        }

        if (Take("has("))
        {
            if (Take("[HEADER]")) return Closed(new Subject(SubjectKind.HeaderExists, ReadHeaderName()));
            if (Take("[BODY]")) return Closed(new Subject(SubjectKind.JsonExists, ReadPath()));
            throw Wrong("has takes [BODY].path or [HEADER].name.");
        }

        if (Take("[HEADER]")) return new Subject(SubjectKind.Header, ReadHeaderName());
        if (Take("[BODY]")) return ReadPath() is { Length: > 1 } path ? new Subject(SubjectKind.Json, path) : new Subject(SubjectKind.Body);
        foreach (var kind in new[] { SubjectKind.Status, SubjectKind.ResponseTime, SubjectKind.CertificateExpiration, SubjectKind.Ip, SubjectKind.BodySize, SubjectKind.DnsRcode, SubjectKind.DnsAnswers })
        {
            if (Take(new Subject(kind).ToString())) return new Subject(kind);
        }

        _at = at;
        throw Wrong($"Expected {Subjects}.");
    }

    private Subject Closed(Subject subject) => Take(")") ? subject : throw Wrong("Expected a closing parenthesis.");

    private string ReadHeaderName()
    {
        if (!Take(".")) throw Wrong("Expected a dot and the header's name.");
        var begin = _at;
        while (!Ends && Headers.IsNameCharacter(text[_at])) _at++;
        return _at > begin ? text[begin.._at].ToLowerInvariant() : throw Wrong("Expected a header's name.");
    }

    // A path ends at a space or a closing parenthesis, but not within brackets or quotes.
    private string ReadPath()
    {
        var begin = _at;
        var depth = 0;
        var quote = '\0';
        for (; !Ends; _at++)
        {
            var c = text[_at];
            if (quote != '\0')
            {
                if (c == '\\' && _at + 1 < text.Length) _at++;
                else if (c == quote) quote = '\0';
            }
            else if (depth > 0 && c is '\'' or '"') quote = c;
            else if (c is '[' or '(') depth++;
            else if (c is ']' or ')' && --depth < 0) break;
            else if (depth == 0 && (char.IsWhiteSpace(c) || c is '=' or '!' or '<' or '>')) break;
        }

        if (depth > 0) throw new ConditionException(begin + 1, "A bracket of the path is not closed.");
        var path = "$" + text[begin.._at];
        return JsonPath.WhatIsWrong(path) is { } wrong ? throw new ConditionException(begin + 1, wrong) : path;
    }

    private List<Token> ReadTokens(Operator @operator)
    {
        // A pattern or a schema goes on to the end, whatever is in it.
        if (@operator is Operator.Schema) return [new(text[_at..].TrimEnd(), Quoted: false, _at + 1)];
        if (@operator is Operator.Matches or Operator.NotMatches && text[_at] != '"') return [new(text[_at..].TrimEnd(), Quoted: true, _at + 1)];
        var tokens = new List<Token>();
        if (Take("any("))
        {
            do
            {
                Space();
                tokens.Add(ReadToken());
                Space();
            }
            while (Take(","));
            if (!Take(")")) throw Wrong("Expected a comma or a closing parenthesis.");
            Space();
        }
        else
        {
            tokens.Add(ReadToken());
            Space();
        }

        return Ends ? tokens : throw Wrong("Expected the end; a text with spaces must be in quotes.");
    }

    private Token ReadToken()
    {
        var begin = _at;
        if (!Ends && text[_at] == '"')
        {
            for (_at++; !Ends && text[_at] != '"'; _at++)
                if (text[_at] == '\\') _at++;
            if (Ends) throw new ConditionException(begin + 1, "The quotes are not closed.");
            _at++;
            return Tokens.Unquote(text[begin.._at]) is { } quoted ? new(quoted, Quoted: true, begin + 1) : throw new ConditionException(begin + 1, "Is no text as JSON writes it.");
        }

        while (!Ends && !char.IsWhiteSpace(text[_at]) && text[_at] is not (',' or '(' or ')' or '"')) _at++;
        return _at > begin ? new(text[begin.._at], Quoted: false, begin + 1) : throw Wrong("Expected a value.");
    }

    private int? LoneSurrogate()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])) return i;
        }

        return null;
    }

    private bool Take(string word)
    {
        if (!text.AsSpan(Math.Min(_at, text.Length)).StartsWith(word, StringComparison.Ordinal)) return false;
        _at += word.Length;
        return true;
    }

    private void Space()
    {
        while (!Ends && char.IsWhiteSpace(text[_at])) _at++;
    }

    private ConditionException Wrong(string message) => new(Math.Min(_at, text.Length) + 1, message);
}
