using System.Text.RegularExpressions;

namespace StatusHawk.Cli.AsCode;

/// <summary>Values from the environment: <c>${env:NAME}</c> anywhere in a text; <c>$${</c> is <c>${</c> to the letter.</summary>
internal static partial class Interpolation
{
    /// <param name="text">As it is written.</param>
    /// <param name="environment">What a name stands for; null: nothing.</param>
    /// <param name="missing">Takes the names that stand for nothing, and whatever else begins as one and is none.</param>
    public static string Fill(string text, Func<string, string?> environment, Action<string> missing) => Place().Replace(text, match =>
    {
        if (match.Value == "$${") return "${";
        if (!match.Groups["name"].Success)
        {
            missing($"'{match.Value}…' is no place that can be filled: write ${{env:NAME}}, or $${{ for a plain ${{.");
            return "";
        }

        if (environment(match.Groups["name"].Value) is { } value) return value;
        missing($"The environment variable {match.Groups["name"].Value} is not set.");
        return "";
    });

    /// <summary>So that <see cref="Fill"/> gives it back.</summary>
    public static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    // Without backtracking, alternatives are taken in the order in which they stand.
    [GeneratedRegex(@"\$\$\{|\$\{env:(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|\$\{")]
    private static partial Regex Place();
}
