using System.Text;
using System.Text.RegularExpressions;

namespace StatusHawk.Cli.Importing;

/// <summary>
/// A value that is to come from the environment, in texts that are not written yet: a text of the source that looks like <c>${env:…}</c> is to the letter, and
/// must not become one. Marked by two characters for private use, which no source has for itself.
/// </summary>
internal static partial class Placeholder
{
    private const char Open = '\ue000';
    private const char Close = '\ue001';

    public static string Of(params string[] words)
    {
        var name = new StringBuilder();
        foreach (var c in string.Join('_', words).ToUpperInvariant()) name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        if (name.Length == 0 || char.IsAsciiDigit(name[0])) name.Insert(0, '_');
        return $"{Open}{name}{Close}";
    }

    public static string Named(string variable) => $"{Open}{variable}{Close}";

    /// <summary>As it is written in a file.</summary>
    public static string Written(string text) => Mark().Replace(text, "$${env:$1}");

    /// <summary>Something in its place, to judge what is around it.</summary>
    public static string Filled(string text) => Mark().Replace(text, "x");

    public static bool Is(string text) => Mark().IsMatch(text);

    [GeneratedRegex("\ue000([A-Za-z0-9_]+)\ue001")]
    private static partial Regex Mark();
}
