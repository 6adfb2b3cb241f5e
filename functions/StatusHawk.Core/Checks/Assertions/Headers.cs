using System.Buffers;

namespace StatusHawk.Core.Checks.Assertions;

/// <summary>What a header's name may be made of: a token of RFC 9110 §5.6.2.</summary>
public static class Headers
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Token);

    public static bool IsNameCharacter(char c) => Token.Contains(c);
}
