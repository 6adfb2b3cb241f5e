using System.Text.Json;

namespace StatusHawk.Core;

/// <summary>
/// Reads the fields of one JSON object that a person sent. Strict: a wrong type, a <c>null</c>, a field given twice and a field that nobody asked for
/// are errors, and all of them are collected. Ask for every field that is known, then call <see cref="Close"/>.
/// </summary>
public sealed class FieldReader
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly FieldErrors _errors;
    private readonly string _pointer;

    /// <param name="value">What should be an object.</param>
    /// <param name="pointer">Where it stands: <c>#</c> for the body.</param>
    /// <param name="errors">Where to say what is wrong.</param>
    public FieldReader(JsonElement value, string pointer, FieldErrors errors)
    {
        (_pointer, _errors) = (pointer, errors);
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(pointer, "Must be an object.");
            return;
        }

        foreach (var field in value.EnumerateObject())
        {
            if (Name(field) is not { } name) errors.Add(pointer, "The name of a field is not valid Unicode.");
            else if (!_fields.TryAdd(name, field.Value)) errors.Add(At(name), "Is given twice.");
        }
    }

    /// <summary>The names as they were sent.</summary>
    public IEnumerable<string> Names => _fields.Keys;

    /// <summary>A field's JSON pointer.</summary>
    public string At(string name) => $"{_pointer}/{Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))}";

    /// <summary>Whether the field was sent, right or wrong.</summary>
    public bool Has(string name)
    {
        _known.Add(name);
        return _fields.ContainsKey(name);
    }

    /// <summary>Null when absent, or wrong and reported.</summary>
    public string? Text(string name)
    {
        if (Field(name) is not { } value) return null;
        var text = value.ValueKind == JsonValueKind.String ? String(value) : null;
        if (text is null) _errors.Add(At(name), "Must be a text.");
        return text;
    }

    /// <summary>Null when absent, or wrong and reported.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Field(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        _errors.Add(At(name), FormattableString.Invariant($"Must be a whole number from {least:N0} to {most:N0}."));
        return null;
    }

    /// <summary>Null when absent, or wrong and reported.</summary>
    public bool? Boolean(string name)
    {
        if (Field(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        _errors.Add(At(name), "Must be true or false.");
        return null;
    }

    /// <summary>Null when absent, or wrong and reported.</summary>
    public FieldReader? Object(string name)
    {
        if (Field(name) is not { } value) return null;
        var reader = new FieldReader(value, At(name), _errors);
        return value.ValueKind == JsonValueKind.Object ? reader : null;
    }

    /// <summary>Null when absent, or wrong and reported. An entry of a wrong type is reported by its own index.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Field(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            _errors.Add(At(name), "Must be a list of texts.");
            return null;
        }

        var texts = value.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? String(e) : null).ToList();
        for (var i = 0; i < texts.Count; i++)
            if (texts[i] is null) _errors.Add($"{At(name)}/{i}", "Must be a text.");
        return texts.Contains(null) ? null : texts.ConvertAll(t => t!);
    }

    /// <summary>Whether the field was sent as <c>null</c>, which takes away what was set.</summary>
    public bool IsNull(string name) => Field(name) is { ValueKind: JsonValueKind.Null };

    /// <summary>The entries of a list, whatever they are. Null when absent, or wrong and reported.</summary>
    public IReadOnlyList<JsonElement>? List(string name)
    {
        if (Field(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Array) return [.. value.EnumerateArray()];
        _errors.Add(At(name), "Must be a list.");
        return null;
    }

    /// <summary>One of several words. Null when absent, or wrong and reported.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text) return null;
        if (words.Contains(text)) return text;
        _errors.Add(At(name), $"Must be {string.Join(", ", words[..^1])} or {words[^1]}.");
        return null;
    }

    /// <summary>Reports that a field is wrong.</summary>
    public void Refuse(string name, string detail) => _errors.Add(At(name), detail);

    /// <summary>Reports that an entry of a list is wrong.</summary>
    public void Refuse(string name, int index, string detail) => _errors.Add($"{At(name)}/{index}", detail);

    /// <summary>Reports every field that nobody asked for.</summary>
    /// <param name="readOnly">Fields that are shown but cannot be set: the message says so.</param>
    public void Close(params ReadOnlySpan<string> readOnly)
    {
        foreach (var name in _fields.Keys)
            if (!_known.Contains(name)) _errors.Add(At(name), readOnly.Contains(name) ? "Cannot be set." : "There is no such field.");
    }

    private JsonElement? Field(string name)
    {
        _known.Add(name);
        return _fields.TryGetValue(name, out var value) ? value : null;
    }

    // JSON may escape half of a surrogate pair, which is no text.
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Name(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
