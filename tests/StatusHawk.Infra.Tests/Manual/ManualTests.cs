using System.Text.RegularExpressions;

namespace StatusHawk.Infra.Tests.Manual;

/// <summary>What people read says of each parameter and of each alarm what it is.</summary>
public sealed partial class ManualTests
{
    private static readonly string Deployment = Read("docs", "deployment.md");

    [Fact]
    public void Every_parameter_has_a_row_in_the_documentation_and_says_whether_it_is_needed()
    {
        var said = Row().Matches(Section(Deployment, "Parameters")).Where(row => row.Groups[1].Value != "parameter").ToArray();
        var there = Parameter().Matches(Read("infra", "main.bicep")).ToArray();

        there.Length.ShouldBeGreaterThan(25);
        said.Select(row => row.Groups[1].Value).ShouldBe(there.Select(each => each.Groups["name"].Value), ignoreOrder: true);
        said.Where(row => row.Groups[2].Value.Trim() == "yes").Select(row => row.Groups[1].Value)
            .ShouldBe(there.Where(each => each.Groups["needed"].Value == "Required").Select(each => each.Groups["name"].Value), ignoreOrder: true);
    }

    [Fact]
    public void Every_alarm_has_a_section_and_every_section_an_alarm()
    {
        var alarms = Alarm().Matches(Read("infra", "modules", "watching.bicep")).Select(each => each.Groups[1].Value).ToArray();

        alarms.Length.ShouldBeGreaterThan(6);
        Heading().Matches(Section(Read("docs", "operations.md"), "Alarms")).Select(each => each.Groups[1].Value).ShouldBe(alarms, ignoreOrder: true);
    }

    [Fact]
    public void What_an_alarm_means_how_to_look_what_to_do_and_what_tests_it_is_said()
    {
        var sections = Read("docs", "operations.md").Split("\n### `").Skip(1);

        foreach (var section in sections)
            new[] { "**Means**", "**Look**", "**Do**", "**Test**" }.ShouldAllBe(part => section.Contains(part, StringComparison.Ordinal), section.Split('`')[0]);
    }

    [Fact]
    public void Every_link_within_the_documentation_leads_somewhere()
    {
        string[] manual = ["deployment.md", "operations.md"];
        foreach (var (file, target) in manual.SelectMany(file => Link().Matches(Read("docs", file)).Select(link => (file, link.Groups[1].Value))))
        {
            var (page, anchor) = target.Split('#') is [var name, var part] ? (name.Length == 0 ? file : name, part) : (target, "");
            var text = Read("docs", page);
            if (anchor.Length > 0) text.Split('\n').Where(line => line.StartsWith('#')).Select(AnchorOf).ShouldContain(anchor, $"{target} in {file}");
        }
    }

    private static string AnchorOf(string heading) =>
        new([.. heading.TrimStart('#').Trim().ToLowerInvariant().Where(each => char.IsLetterOrDigit(each) || each is ' ' or '-').Select(each => each == ' ' ? '-' : each)]);

    private static string Section(string text, string heading)
    {
        var from = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, heading);
        var to = text.IndexOf("\n## ", from + 1, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    private static string Read(params string[] path) => "\n" + File.ReadAllText(Repository.PathOf(path)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"^\| `([A-Za-z]+)` \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^@description\('(?<needed>Required|Optional)\.[^\n]*\n(?:@[^\n]*\n)*param (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex("^    name: '([a-z-]+)'", RegexOptions.Multiline)]
    private static partial Regex Alarm();

    [GeneratedRegex("^### `([a-z-]+)`", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(((?:[a-z]+\.md)?#?[a-z0-9-]*)\)")]
    private static partial Regex Link();
}
