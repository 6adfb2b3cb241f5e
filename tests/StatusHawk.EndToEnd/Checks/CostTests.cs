using System.Text.Json.Nodes;
using StatusHawk.Core.Checks;

namespace StatusHawk.EndToEnd.Checks;

public sealed class CostTests
{
    [Fact]
    public async Task A_healthy_round_costs_one_document_write_and_nothing_else_however_many_monitors_it_holds()
    {
        await using var stack = await StackFixture.StartAsync("cost", options => Stacks.Patient(options) with
        {
            // The end of an hour reads the log, once for all its rounds.
            Environment = Stacks.With(Stacks.Patient(options).Environment, "pipeline", ("UptimeEvery", "0 0 0 1 1 *")),
        });
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var target = await OwnTarget.StartAsync();
        await client.ReadyAsync();
        var ids = new List<string>();
        for (var i = 0; i < 10; i++) ids.Add(await client.CreateMonitorAsync(target.Site.ShopUrl, $"Shop {i}"));
        foreach (var id in ids) await client.BecomesAsync(id, "up");
        var shard = (await log.MonitorAsync(ids[0])).Shard;
        foreach (var id in ids) (await log.MonitorAsync(id)).Shard.ShouldBe(shard);
        await Eventually.BecomesTrueAsync(async () => await AllVotesUpAsync(log, ids), "all votes are up");

        // From here to there nothing is asked of Api, so that all that is counted is Pipeline's.
        await stack.Api.StopAsync();
        await Eventually.BecomesTrueAsync(async () => await FullRoundsAsync(log, ids) >= 9, "the rounds hold all ten monitors, and the page was published");
        await CountedAsync(stack, HttpMethod.Delete);
        var counted = new JsonObject();
        await Eventually.BecomesTrueAsync(async () => Count(Logged(counted = await CountedAsync(stack, HttpMethod.Get)), "create") >= 9, "three rounds of each region are recorded");

        var logged = Logged(counted);
        var rounds = Count(logged, "create");
        logged.Where(operation => operation.Key is not ("create" or "metadata")).ShouldBeEmpty();
        var live = counted["containers"]!["statushawk/live"]!["operations"]!.AsObject();
        live.Where(operation => operation.Key is not ("feed" or "metadata")).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{rounds} rounds of 10 checks: {rounds} writes to log, {(double)logged["create"]!["requestUnits"]! / rounds / 10:0.000} modelled request units per check.");
    }

    private static async Task<bool> AllVotesUpAsync(StackLog log, List<string> ids)
    {
        foreach (var id in ids)
        {
            if ((await log.LiveAsync(id))!.Votes.Values.Any(vote => vote.Vote != Core.Checks.Verdicts.VoteValue.Up)) return false;
        }

        return true;
    }

    private static async Task<int> FullRoundsAsync(StackLog log, List<string> ids) =>
        (await log.EntriesAsync(ids[0])).Count(entry => entry.Kind == EntryKind.Round && entry.Results.Count == ids.Count);

    private static JsonObject Logged(JsonObject counted) => counted["containers"]!["statushawk/log"]!["operations"]!.AsObject();

    private static int Count(JsonObject operations, string kind) => (int?)operations[kind]?["count"] ?? 0;

    private static async Task<JsonObject> CountedAsync(Local.Stack.LocalStack stack, HttpMethod method)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
        using var response = await client.SendAsync(new HttpRequestMessage(method, new Uri(stack.Cosmos.Address, "_emulator/stats")));
        response.EnsureSuccessStatusCode();
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
