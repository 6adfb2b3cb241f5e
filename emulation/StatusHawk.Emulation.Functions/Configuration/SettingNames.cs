using System.Text.RegularExpressions;

namespace StatusHawk.Emulation.Functions.Configuration;

/// <summary>Replaces <c>%Name%</c> in an attribute by the app setting.</summary>
internal static partial class SettingNames
{
    /// <exception cref="InvalidOperationException">The setting is missing.</exception>
    public static string Resolve(string text, HostSettings settings, string function, string what) =>
        Name().Replace(text, match => settings[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new InvalidOperationException(
                $"Function '{function}': the setting '{match.Groups[1].Value}' named in its {what} '{text}' is not configured."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
