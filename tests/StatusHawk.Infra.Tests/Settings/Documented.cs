using System.Text.RegularExpressions;

namespace StatusHawk.Infra.Tests.Settings;

/// <summary>A row of the settings in docs/configuration.md.</summary>
/// <param name="Name">With <c>:</c>; <c>{…}</c> is whatever the installation says.</param>
/// <param name="Apps">A, P, R.</param>
/// <param name="Default">What holds without it.</param>
internal sealed partial record Documented(string Name, string Apps, string Default)
{
    private static readonly Lazy<IReadOnlyList<Documented>> LazyAll = new(Read);

    public static IReadOnlyList<Documented> All => LazyAll.Value;

    /// <summary>Whether an installation says the rest of its name.</summary>
    public bool IsOneOfMany => Name.Contains('{');

    public bool IsNeededBy(char app) => Apps.Contains(app) && Needed().IsMatch(Default) && (app == 'R' || !Default.Contains("needed by Probe", StringComparison.Ordinal));

    /// <summary>Whether a setting of an installation is this one.</summary>
    public bool Is(string setting) => Regex.IsMatch(setting, $"^{Placeholder().Replace(Regex.Escape(Name), "[^:]+")}$", RegexOptions.IgnoreCase);

    private static IReadOnlyList<Documented> Read()
    {
        var settings = new List<Documented>();
        foreach (var line in File.ReadLines(Repository.PathOf("docs", "configuration.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length < 6 || !Letters().IsMatch(cells[2])) continue;
            var names = Code().Matches(cells[1]).Select(match => match.Groups[1].Value).ToArray();
            settings.AddRange(names.Select(name => new Documented(name.StartsWith('…') ? names[0][..names[0].LastIndexOf(':')] + name[1..] : name, cells[2], cells[4])));
        }

        return settings;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[APR]( [APR])*$")]
    private static partial Regex Letters();

    // As it is when all else that means something in a pattern is escaped.
    [GeneratedRegex(@"\\\{[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^none,.*needed")]
    private static partial Regex Needed();
}
