using System.Collections.Frozen;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>The names that this machine's hosts file has addresses for (hosts(5)). Those are the system's to resolve.</summary>
/// <param name="path">The file; tests have their own.</param>
internal sealed class HostsFile(TimeProvider time, string path = HostsFile.Unix)
{
    private const string Unix = "/etc/hosts";
    private readonly Reread<IReadOnlySet<string>> _names = new(() => Parse(File.ReadAllText(path)), FrozenSet<string>.Empty, time);

    /// <summary>Whether it has the name, as <see cref="DnsName.TryNormalize"/> makes it. The file is read again at most every 30 s.</summary>
    public bool Contains(string name) => _names.Value.Contains(name);

    /// <summary>The names of a hosts file, without regard to case and trailing dots. Lines that say nothing sensible are skipped.</summary>
    public static IReadOnlySet<string> Parse(string text)
    {
        var names = new HashSet<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var comment = line.IndexOf('#');
            var words = (comment < 0 ? line : line[..comment]).ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words.Skip(1))
            {
                if (DnsName.TryNormalize(word, out var name)) names.Add(name);
            }
        }

        return names.ToFrozenSet();
    }
}
