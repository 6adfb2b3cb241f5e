using System.Text.Json;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>
/// Reads a condition from JSON: its text form, or an object such as <c>{"subject":"json","path":"$.items[0].id","operator":"&gt;","value":3}</c>.
/// </summary>
public static class ConditionForm
{
    private static readonly Dictionary<string, SubjectKind> Subjects = Enum.GetValues<SubjectKind>().ToDictionary(kind => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));

    /// <returns>Null when it is wrong, and reported at <paramref name="pointer"/> or below.</returns>
    public static Condition? Read(JsonElement value, string pointer, FieldErrors errors)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String) return Condition.Parse(value.GetString()!);
        }
        catch (ConditionException e)
        {
            errors.Add(pointer, $"Column {e.Column}: {e.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            errors.Add(pointer, "Is no text.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object) return ReadObject(value, pointer, errors);
        errors.Add(pointer, "Must be a text such as \"[STATUS] == 200\", or an object with subject, operator and value.");
        return null;
    }

    private static Condition? ReadObject(JsonElement value, string pointer, FieldErrors errors)
    {
        var before = errors.Items.Count;
        var fields = new FieldReader(value, pointer, errors);
        foreach (var name in new[] { "subject", "operator", "value" })
            if (!fields.Has(name)) fields.Refuse(name, "Is required.");
        var subject = ReadSubject(fields);
        Operator? @operator = null;
        if (fields.Text("operator") is { } symbol)
        {
            if (Operators.At(symbol) is var (found, length) && length == symbol.Length && length > 0) @operator = found;
            else fields.Refuse("operator", $"Must be {Operators.All}.");
        }

        fields.Close();
        if (errors.Items.Count > before || subject is null || @operator is null) return null;
        try
        {
            // A wrong operator is told of the operator, everything after it of the value.
            var tokens = TokensOf(value.GetProperty("value"), @operator.Value);
            var operand = Operands.Read(subject, @operator.Value, 0, tokens);
            var text = new Condition(subject, @operator.Value, operand).ToString();
            if (text.Length > Condition.MaxLength) throw new ConditionException(1, FormattableString.Invariant($"Must be shorter: the whole condition must be at most {Condition.MaxLength:N0} characters."));

            // It is stored as text: a path that does not read back the same there is none.
            if (ReadsBack(text, subject)) return Condition.Parse(text);
            fields.Refuse("path", "Must be written so that the text form can hold it: names with =, !, <, > or spaces in brackets and quotes, ['a=b'].");
            return null;
        }
        catch (ConditionException e)
        {
            fields.Refuse(e.Column > 0 ? "value" : "operator", e.Message);
            return null;
        }
    }

    private static bool ReadsBack(string text, Subject subject)
    {
        try
        {
            return Condition.Parse(text).Subject == subject;
        }
        catch (ConditionException)
        {
            return false;
        }
    }

    private static Subject? ReadSubject(FieldReader fields)
    {
        var (name, path) = (fields.Text("name"), fields.Text("path"));
        if (fields.Text("subject") is not { } text) return null;
        if (!Subjects.TryGetValue(text, out var kind))
        {
            fields.Refuse("subject", $"Must be one of {string.Join(", ", Subjects.Keys)}.");
            return null;
        }

        var (needsName, needsPath) = (kind is SubjectKind.Header or SubjectKind.HeaderExists, kind is SubjectKind.Json or SubjectKind.JsonLength or SubjectKind.JsonExists);
        if (needsName && (name is null || !Headers.IsName(name))) fields.Refuse("name", "Must be the header's name.");
        if (needsPath && path is null) fields.Refuse("path", "Must be a JSONPath that begins with $.");
        if (!needsName && fields.Has("name")) fields.Refuse("name", "Goes with header and headerExists only.");
        if (!needsPath && fields.Has("path")) fields.Refuse("path", "Goes with json, jsonLength and jsonExists only.");
        if (needsPath && path is not null && (path.StartsWith('$') ? JsonPath.WhatIsWrong(path) : "Must begin with $.") is { } wrong) fields.Refuse("path", wrong);
        return kind == SubjectKind.Json && path == "$" ? new Subject(SubjectKind.Body) : new Subject(kind, needsName ? name?.ToLowerInvariant() ?? "" : needsPath ? path ?? "" : "");
    }

    private static List<Token> TokensOf(JsonElement value, Operator @operator)
    {
        if (@operator == Operator.Schema) return [new(value.GetRawText(), Quoted: false, 1)];
        if (value.ValueKind != JsonValueKind.Array) return [TokenOf(value, 1)];
        var tokens = value.EnumerateArray().Select((one, i) => TokenOf(one, i + 1)).ToList();
        return tokens.Count > 0 ? tokens : throw new ConditionException(1, "Must hold at least one value.");
    }

    // The column is a mere mark that it is the value that is wrong.
    private static Token TokenOf(JsonElement value, int column)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => new(value.GetString()!, Quoted: true, column),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => new(value.GetRawText(), Quoted: false, column),
                _ => throw new ConditionException(column, "Must be a text, a number, true, false, null, or a list of those."),
            };
        }
        catch (InvalidOperationException)
        {
            throw new ConditionException(column, "Is no text.");
        }
    }
}
