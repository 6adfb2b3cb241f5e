using System.Globalization;

namespace StatusHawk.Bench;

/// <summary>The options of a bench: <c>--name number</c> or <c>--name word</c>.</summary>
public static class Arguments
{
    /// <exception cref="ArgumentException">What follows the name is no positive number.</exception>
    public static int Number(string[] arguments, string name, int otherwise)
    {
        var at = Array.IndexOf(arguments, "--" + name);
        if (at < 0) return otherwise;
        return at + 1 < arguments.Length && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"--{name} must be followed by a positive number.");
    }

    /// <summary>Null when the option is not there.</summary>
    /// <exception cref="ArgumentException">What follows the name is none of the words.</exception>
    public static string? Word(string[] arguments, string name, IReadOnlyList<string> words)
    {
        var at = Array.IndexOf(arguments, "--" + name);
        if (at < 0) return null;
        return at + 1 < arguments.Length && words.Contains(arguments[at + 1])
            ? arguments[at + 1]
            : throw new ArgumentException($"--{name} must be followed by one of: {string.Join(", ", words)}.");
    }
}
