using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests;

public sealed class MessageTests(Storage storage)
{
    private static readonly string[] NoMessageAtAll = ["no json", "null", "[]", "{}", """{"v":1}"""];

    public static TheoryData<string, string[]> Malformed => new()
    {
        {
            Queues.Results,
            [
                .. NoMessageAtAll, """{"v":1,"entries":null}""", """{"v":1,"entries":{}}""", """{"v":1,"entries":[null]}""", """{"v":1,"entries":[{"kind":"round"}]}""",
                Entry("""["aaaaaaaaaaaaaaaa","x",0,0,0,0,0]"""), Entry("""["aaaaaaaaaaaaaaaa","d",0,0]"""), Entry("7"),
            ]
        },
        {
            Queues.Urgent,
            [
                .. NoMessageAtAll, """{"v":1,"entries":null}""", """{"v":1,"entries":[{"kind":"urgent","shard":"shd_a"}]}""", Entry("""["a"]"""),
                Entry("").Replace("\"round\"", "\"urgent\"", StringComparison.Ordinal),
            ]
        },
        {
            Queues.Commands,
            [
                .. NoMessageAtAll, """{"kind":"explode","workspaceId":"ws_a"}""", """{"kind":1,"workspaceId":"ws_a"}""", """{"kind":"pageChanged"}""",
                """{"kind":"monitorChanged","workspaceId":"ws_a"}""",
                """{"kind":"testInRegions","workspaceId":"ws_a","testId":"test_a"}""", """{"kind":"testInRegions","workspaceId":"ws_a","testId":"test_a","test":{"regions":["eu"]}}""",
            ]
        },
        { Queues.Tests, [.. NoMessageAtAll, """{"testId":"test_a","workspaceId":"ws_a","region":"eu","report":7}"""] },
        { Queues.Republish, [.. NoMessageAtAll, """{"workspaceId":null}""", """{"workspaceId":7}"""] },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_cannot_be_understood_is_put_aside_as_it_came_and_changes_nothing(string queue, string[] bodies)
    {
        await using var app = await PipelineApp.StartAsync(storage);
        foreach (var body in bodies) await storage.SendTextAsync(queue, body);

        await storage.HoldsAsync(Storage.Poison(queue), bodies.Length);

        await storage.DrainedAsync(queue);
        (await storage.TextsAsync(Storage.Poison(queue))).ShouldBe(bodies, ignoreOrder: true);
        app.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_malformed_message_holds_up_no_other()
    {
        await using var app = await PipelineApp.StartAsync(storage);
        var good = await Occasion.ForAsync(app, Queues.Results);
        await storage.SendTextAsync(Queues.Results, "no json");
        await storage.SendTextAsync(Queues.Results, good);

        await storage.HoldsAsync(Storage.Poison(Queues.Results), 1);
        await storage.DrainedAsync(Queues.Results);

        app.Stores.Log.All.Count.ShouldBe(3);
    }

    /// <summary>Those whose messages end with a page.</summary>
    public static TheoryData<string> PublishingQueues => [.. PipelineApp.ItsQueues.Except([Queues.RollUps, Queues.Tests, Queues.Mails])];

    [Theory]
    [MemberData(nameof(PublishingQueues))]
    public async Task A_later_version_with_fields_that_nobody_here_knows_is_accepted(string queue)
    {
        await using var present = await PipelineApp.StartAsync(storage);
        var message = await Occasion.ForAsync(present, queue);
        var later = JsonNode.Parse(message)!;
        (later["v"], later["later"]) = (2, new JsonObject { ["a"] = 1 });
        foreach (var entry in later["entries"]?.AsArray() ?? [])
        {
            (entry!["v"], entry["later"]) = (2, new JsonArray(1, "b"));
            foreach (var result in entry["results"]!.AsArray().Select(result => result!.AsArray()))
            {
                if (result[^1] is JsonObject evidence) evidence["later"] = true;
                result.Add("later");
                result.Add(new JsonObject());
            }
        }

        await present.TakeAsync(queue, later.ToJsonString());

        present.Stores.Pages.All.Single().Components.Single().MonitorId.ShouldBe(present.Stores.Monitors.All.Single().Id);
        present.Stores.Log.All.SelectMany(entry => entry.Results).Count().ShouldBe(JsonSerializer.Deserialize<JsonNode>(message)!["entries"]?.AsArray().Count ?? 0);
        await present.PoisonIsEmptyAsync();
    }

    private static string Entry(string result) =>
        $$"""{"v":1,"entries":[{"kind":"round","shard":"{{PipelineWorld.Shard}}","workspaceId":"ws_a","slot":1790000000,"region":"eu","results":[{{result}}]}]}""";
}
