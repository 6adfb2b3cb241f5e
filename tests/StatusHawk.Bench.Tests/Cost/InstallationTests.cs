using System.Text.RegularExpressions;
using StatusHawk.Bench.Cost;
using StatusHawk.Local;

namespace StatusHawk.Bench.Tests.Cost;

public sealed partial class InstallationTests
{
    [Fact]
    public void The_table_in_the_documentation_is_what_the_bench_prints()
    {
        var table = InstallationTable.Markdown(Counted.Last);

        table.Split('\n').Length.ShouldBeGreaterThan(10);
        Read("docs", "deployment.md").ShouldContain(table);
    }

    public static TheoryData<string> Files => [Installation.Small.File, Installation.Production.File];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_installation_has_what_its_parameters_file_says(string file)
    {
        var installation = InstallationTable.Sizes.First(each => each.File == file);
        var text = Read("infra", file);
        var ready = Ready().Match(text);

        Words().Count(Value(text, "regions")).ShouldBe(installation.Regions);
        new AlwaysReady(Of("requests"), Of("schedule"), Of("recording"), Of("orchestrations"), Of("rounds"), Of("opinions")).ShouldBe(installation.AlwaysReady);
        int.Parse(Value(text, "cosmosThroughput", "0")).ShouldBe(installation.CosmosThroughput);
        int.Parse(Value(text, "instanceMemoryMB", "512")).ShouldBe(installation.InstanceMemory);
        (Value(text, "networkAccess", "'public'") == "'private'").ShouldBe(installation.IsPrivate);
        (Value(text, "dashboardLocation", "''") != "''").ShouldBe(installation.HasDashboard);

        int Of(string name) => int.Parse(ready.Groups[name].Value);
    }

    [Fact]
    public void There_are_as_many_alarms_and_private_zones_as_the_modules_make()
    {
        Alarm().Count(Read("infra", "modules", "watching.bicep")).ShouldBe(Assumed.AlarmRules);
        Zone().Count(Read("infra", "modules", "private-dns.bicep")).ShouldBe(Assumed.PrivateZones);
    }

    [Fact]
    public void A_private_network_is_paid_for_by_what_is_there_and_by_what_goes_through()
    {
        var of = (Installation installation) => FullBill.Of(installation, Counted.Last);
        var many = Installation.Production with { Monitors = 2_000 };

        of(Installation.Production with { IsPrivate = false }).Networks.ShouldBe(0);
        Installation.Production.PrivateEndpoints.ShouldBe(14);
        of(Installation.Production).Networks.ShouldBe((4 * 0.05 * 730) + (14 * 0.01 * 730) + 2.5 + (3_000.0 * 43_800 * 6_500 / 1e9 * 0.045), 1e-6);
        (of(many).Networks - of(Installation.Production).Networks).ShouldBe(3_000.0 * 43_800 * 6_500 / 1e9 * 0.045, 1e-6);
    }

    [Fact]
    public void An_instance_that_is_always_there_costs_its_memory_all_month()
    {
        var more = Installation.Production with { AlwaysReady = Installation.Production.AlwaysReady with { Opinions = 2 } };

        (FullBill.Of(more, Counted.Last).Probes - FullBill.Of(Installation.Production, Counted.Last).Probes).ShouldBe(3 * 0.5 * 730 * 3_600 * 0.000004, 1e-6);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    private static string Value(string text, string parameter, string otherwise = "") =>
        Regex.Match(text, $"^param {parameter} = (.+)$", RegexOptions.Multiline) is { Success: true } found ? found.Groups[1].Value : otherwise;

    [GeneratedRegex(@"requests: (?<requests>\d+), schedule: (?<schedule>\d+), recording: (?<recording>\d+), orchestrations: (?<orchestrations>\d+), rounds: (?<rounds>\d+), opinions: (?<opinions>\d+)")]
    private static partial Regex Ready();

    [GeneratedRegex("'[a-z0-9]+'")]
    private static partial Regex Words();

    [GeneratedRegex("^    name: '[a-z-]+'$", RegexOptions.Multiline)]
    private static partial Regex Alarm();

    [GeneratedRegex("^  'privatelink", RegexOptions.Multiline)]
    private static partial Regex Zone();
}
