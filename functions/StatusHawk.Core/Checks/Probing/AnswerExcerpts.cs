using System.Buffers;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Makes an excerpt of an answer that shows no secret: neither those that the target sets, nor the monitor's own, should the target repeat them.</summary>
internal static class AnswerExcerpts
{
    private const string Mask = "•••";
    private const int MaxHeaders = 30;
    private const int MaxValueLength = 300;

    // Shorter ones are found in any text by chance.
    private const int MinSecretLength = 4;
    private const int MinWordLength = 8;

    private static readonly SearchValues<string> SecretNames = SearchValues.Create(
        ["auth", "cookie", "key", "nonce", "pass", "secret", "session", "sig", "token"], StringComparison.OrdinalIgnoreCase);

    public static AnswerExcerpt Of(IReadOnlyDictionary<string, string> headers, Body? body, IReadOnlyList<string> secrets)
    {
        string[] words = [.. secrets.SelectMany(WordsOf).Distinct(StringComparer.Ordinal).OrderByDescending(word => word.Length)];
        var shown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = AnswerExcerpt.MaxHeaderCharacters;
        foreach (var (name, value) in headers.Take(MaxHeaders))
        {
            var text = Cut(Without(words, Shown(name, value)));
            left -= name.Length + text.Length;
            if (left >= 0) shown[name] = text;
        }

        return new(shown, body?.Excerpt(AnswerExcerpt.MaxBodyBytes) is { } excerpt ? WithoutBeginning(words, Without(words, excerpt)) : null);
    }

    /// <summary>
    /// The whole of a secret, what stands between its spaces and line ends (the token of a bearer header, a command), and its longer words (a member of a JSON body).
    /// </summary>
    private static IEnumerable<string> WordsOf(string secret)
    {
        if (secret.Length >= MinSecretLength) yield return secret;
        foreach (var part in secret.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
            if (part.Length >= MinSecretLength && part is not ("Basic" or "Bearer")) yield return part;
        foreach (var word in secret.Split([.. " \t\r\n\"'{}[](),:;&?=<>"], StringSplitOptions.RemoveEmptyEntries))
            if (word.Length >= MinWordLength) yield return word;
    }

    private static string Shown(string name, string value)
    {
        if (name.AsSpan().ContainsAny(SecretNames)) return Mask;

        // Where a redirect leads is worth knowing, what it carries there is often a secret.
        if (name.Equals("Location", StringComparison.OrdinalIgnoreCase) && value.IndexOf('?', StringComparison.Ordinal) is var query and >= 0) value = value[..query] + "?" + Mask;
        return value;
    }

    private static string Cut(string value) => value.Length <= MaxValueLength ? value : value[..MaxValueLength] + "…";

    private static string Without(string[] words, string text) => words.Aggregate(text, static (left, word) => left.Replace(word, Mask, StringComparison.Ordinal));

    // The cut may have gone through a secret.
    private static string WithoutBeginning(string[] words, string text)
    {
        foreach (var word in words)
        {
            for (var length = Math.Min(word.Length - 1, text.Length); length >= MinSecretLength; length--)
                if (text.AsSpan().EndsWith(word.AsSpan(0, length), StringComparison.Ordinal)) return text[..^length] + Mask;
        }

        return text;
    }
}
