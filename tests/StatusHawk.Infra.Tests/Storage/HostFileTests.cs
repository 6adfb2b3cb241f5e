using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatusHawk.Infra.Tests.Deployments;

namespace StatusHawk.Infra.Tests.Storage;

/// <summary>host.json is as docs/configuration.md says.</summary>
public sealed partial class HostFileTests
{
    private static readonly JsonNode Host = JsonNode.Parse(File.ReadAllText(Repository.PathOf("host.json")))!;
    private static readonly JsonNode Extensions = Host["extensions"]!;
    private static readonly string Documents = File.ReadAllText(Repository.PathOf("docs", "configuration.md"));

    [Theory]
    [InlineData("durableTask", "hubName")]
    [InlineData("logging", "logLevel:default")]
    public void A_section_that_is_described_is_as_it_is_described(string section, string key)
    {
        var described = Documents.Split($"Its `{section}` section")[1].Split("\n\n").First(paragraph => paragraph.StartsWith("| key |", StringComparison.Ordinal));
        var documented = Row().Matches(described).ToDictionary(match => match.Groups["key"].Value, match => match.Groups["value"].Value);

        documented.ShouldContainKey(key);
        Flat((Host[section] ?? Extensions[section])!).Where(each => documented.ContainsKey(each.Key)).ShouldBe(documented, ignoreOrder: true);
    }

    [Fact]
    public void Messages_are_put_aside_after_as_many_tries_as_is_documented() =>
        Tries().Match(Documents).Groups[1].Value.ShouldBe(((int)Extensions["queues"]!["maxDequeueCount"]!).ToString(CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task The_task_hub_is_in_Pipelines_own_account_where_it_makes_what_it_needs(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);

        // Without a connection of its own Durable is where the host is.
        Extensions["durableTask"]!["storageProvider"]!["connectionName"].ShouldBeNull();
        ((string)Extensions["durableTask"]!["hubName"]!).ShouldMatch("^[A-Za-z][A-Za-z0-9]{2,44}$");
        deployment.Pipeline.Settings.Keys.ShouldNotContain(setting => setting.StartsWith("AzureFunctionsJobHost__extensions__durableTask__hubName"));
        deployment.Apps.Count(app => app.HostAccount == deployment.Pipeline.HostAccount).ShouldBe(1);
    }

    private static Dictionary<string, string> Flat(JsonNode node, string prefix = "") =>
        node.AsObject()
            .SelectMany(each => each.Value is JsonObject inner ? Flat(inner, $"{prefix}{each.Key}:").AsEnumerable() : [new($"{prefix}{each.Key}", each.Value!.ToString())])
            .ToDictionary();

    [GeneratedRegex(@"^\| `(?<key>[a-zA-Z:.]+)` \| `?(?<value>[^`|]+?)`? \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"poison after (\d+) tries")]
    private static partial Regex Tries();
}
