using System.Text.Json.Nodes;
using StatusHawk.Azure;
using StatusHawk.Infra.Tests.Deployments;

namespace StatusHawk.Infra.Tests.Storage;

/// <summary>
/// The containers are the code's: with another key nothing is found, without an index a list is slow or refused, with another TTL too much is kept or too little.
/// </summary>
public sealed class DocumentsTests
{
    private const string Containers = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers";

    public static TheoryData<string, string> All =>
        [.. from parameters in new[] { "main.bicepparam", "production.bicepparam" } from container in CosmosContainer.All select (parameters, container.Name)];

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Every_container_of_the_code_and_no_other_is_made_in_the_database_that_apps_ask_for(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var containers = deployment.Of(Containers);

        containers.Select(container => container.OwnName).ShouldBe(CosmosContainer.All.Select(container => container.Name), ignoreOrder: true);
        foreach (var app in new[] { deployment.Api, deployment.Pipeline })
            containers.ShouldAllBe(container => container.Name.Split('/')[1] == (app.Configuration.GetValueOrDefault("Cosmos:Database") ?? new CosmosOptions().Database));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_container_is_as_the_code_says(string parameters, string name)
    {
        var code = CosmosContainer.All.Single(container => container.Name == name);
        var made = (await Deployment.OfAsync(parameters)).Of(Containers).Single(container => container.OwnName == name);

        made.Text("resource.id").ShouldBe(name);
        made.Texts("resource.partitionKey.paths").ShouldBe([code.PartitionKey]);
        ((int?)made["resource.defaultTtl"]).ShouldBe(code.DefaultTtlSeconds);
        Paths(made["resource.indexingPolicy.includedPaths"]).ShouldBe(code.IndexedPaths, ignoreOrder: true);
        Paths(made["resource.indexingPolicy.excludedPaths"]).ShouldBe(["/*"]);
        Orders(made["resource.indexingPolicy.compositeIndexes"]).ShouldBe(code.Orders.Select(order => string.Join(", ", order)));
        (((string?)made["resource.indexingPolicy.indexingMode"]) ?? "consistent").ShouldBe("consistent");
    }

    private static IEnumerable<string> Paths(JsonNode? paths) => (paths?.AsArray() ?? []).Select(path => (string)path!["path"]!);

    private static IEnumerable<string> Orders(JsonNode? indexes) =>
        from index in indexes?.AsArray() ?? []
        select string.Join(", ", index.AsArray().Select(path => ((string?)path!["order"] == "descending" ? "-" : "") + (string)path["path"]!));
}
