using System.Globalization;
using Microsoft.AspNetCore.Http;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>
/// Reads the parameters of a request's query, as strictly as <see cref="FieldReader"/> reads a body: one that nobody asked for is an error, since a filter with a slip
/// in its name would show everything. A parameter without a value is as if it were not there. Ask for every one that is known, then call <see cref="Close"/>.
/// </summary>
public sealed class QueryReader(IQueryCollection query, FieldErrors errors)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public FieldErrors Errors => errors;

    /// <summary>Null when absent, or wrong and reported.</summary>
    public string? Text(string name, int most)
    {
        if (Values(name) is not [.. var all, { } text]) return null;
        if (all.Length > 0) Refuse(name, "Is given twice.");
        else if (text.Length > most) Refuse(name, $"Must be at most {most} characters.");
        else return text;
        return null;
    }

    /// <summary>All values of a parameter that may be repeated.</summary>
    public string[] Texts(string name) => Values(name);

    /// <summary>Null when absent, or wrong and reported.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Text(name, int.MaxValue) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Refuse(name, FormattableString.Invariant($"Must be a whole number from {least:N0} to {most:N0}."));
        return null;
    }

    /// <summary>Null when absent, or wrong and reported.</summary>
    public bool? Boolean(string name) => OneOf(name, "true", "false") is { } word ? word == "true" : null;

    /// <summary>One of the words of an enum, in lower case. Null when absent, or wrong and reported.</summary>
    public T? OneOf<T>(string name) where T : struct, Enum =>
        OneOf(name, [.. Enum.GetNames<T>().Select(word => word.ToLowerInvariant())]) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;

    /// <summary>One of several words. Null when absent, or wrong and reported.</summary>
    public string? OneOf(string name, params string[] words)
    {
        if (Text(name, int.MaxValue) is not { } text) return null;
        if (words.Contains(text)) return text;
        Refuse(name, words.Length == 1 ? $"Must be {words[0]}." : $"Must be {string.Join(", ", words[..^1])} or {words[^1]}.");
        return null;
    }

    /// <summary>Reports that a parameter is wrong.</summary>
    public void Refuse(string name, string detail) => errors.Add($"?{name}", detail);

    /// <summary>Reports every parameter that nobody asked for.</summary>
    public void Close()
    {
        foreach (var name in query.Keys)
            if (!_known.Contains(name)) Refuse(Uri.EscapeDataString(name), "There is no such parameter.");
    }

    // The collection itself does not tell upper from lower case.
    private string[] Values(string name)
    {
        _known.Add(name);
        return [.. query.Where(pair => pair.Key == name).SelectMany(pair => pair.Value.ToArray()).OfType<string>().Where(value => value.Length > 0)];
    }
}
