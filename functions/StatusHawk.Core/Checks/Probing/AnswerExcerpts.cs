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

    private static readonly SearchValues<string> SecretNames = SearchValues.Create(
        ["auth", "cookie", "key", "nonce", "pass", "secret", "session", "sig", "token"], StringComparison.OrdinalIgnoreCase);

    public static AnswerExcerpt Of(IReadOnlyDictionary<string, string> headers, Body? body, IReadOnlyList<string> secrets)
    {
        var shown = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var left = AnswerExcerpt.MaxHeaderCharacters;
        foreach (var (name, value) in headers.Take(MaxHeaders))
        {
            var text = Without(secrets, Shown(name, value));
            left -= name.Length + text.Length;
            if (left >= 0) shown[name] = text;
        }

        return new(shown, body?.Excerpt(AnswerExcerpt.MaxBodyBytes) is { } excerpt ? Without(secrets, excerpt) : null);
    }

    private static string Shown(string name, string value)
    {
        if (name.AsSpan().ContainsAny(SecretNames)) return Mask;

        // Where a redirect leads is worth knowing, what it carries there is often a secret.
        if (name.Equals("Location", StringComparison.OrdinalIgnoreCase) && value.IndexOf('?', StringComparison.Ordinal) is var query and >= 0) value = value[..query] + "?" + Mask;
        return value.Length <= MaxValueLength ? value : value[..MaxValueLength] + "…";
    }

    private static string Without(IReadOnlyList<string> secrets, string text)
    {
        foreach (var secret in secrets)
        {
            // Of "Bearer abc" the second word is the secret as well.
            foreach (var part in secret.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(secret))
                if (part.Length >= MinSecretLength && part is not ("Basic" or "Bearer")) text = text.Replace(part, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
