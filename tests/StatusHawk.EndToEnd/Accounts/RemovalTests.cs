using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.EndToEnd.Accounts;

public sealed class RemovalTests
{
    [Fact]
    public async Task A_deleted_workspace_is_gone_from_every_container_and_table_and_its_neighbour_goes_on()
    {
        await using var stack = await StackFixture.StartAsync("removal", options => Stacks.Patient(options) with
        {
            Environment = Stacks.With(Stacks.Patient(options).Environment, "pipeline", ("Removal__Settling", "00:00:10")),
        });
        using var neighbour = new StackClient(stack);
        await using var log = new StackLog(stack);
        await using var target = await OwnTarget.StartAsync();
        await neighbour.ReadyAsync();
        var kept = await neighbour.CreateMonitorAsync(target.Site.ShopUrl);

        // There is no way to make a second workspace but behind Api's back. Its monitor is checked like any other.
        var mine = await WholeWorkspace.FillAsync(log.Stores, url: target.Site.ShopUrl);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", mine.Token.Text);
        var workspace = new Uri($"{stack.ApiUrl}/api/v1/workspaces/{mine.Id}");
        var page = new Uri($"{stack.ApiUrl}/status/{mine.Slug}");
        await neighbour.BecomesAsync(kept, "up");
        await Eventually.BecomesTrueAsync(
            async () => (await log.Stores.GetRequiredService<ICheckLog>().ReadAsync(mine.Shard, Slot.Of(DateTimeOffset.UtcNow.AddHours(-1)), default)).Count > 0, "it is checked");
        (await client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        string[] words = [mine.Id, mine.Monitor, mine.OldMonitor, mine.Shard, mine.FormerShard, mine.EmptyShard, mine.Incident, mine.Slug];
        (await log.MentionsAsync(words)).Select(each => each.Split(':')[0]).Distinct().ShouldBe(["deliveries", "history", "incidents", "live", "log", "pages", "uptime", "workspaces"]);

        using (var request = new HttpRequestMessage(HttpMethod.Delete, workspace) { Content = JsonContent.Create(new { confirm = mine.Id }) })
            (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await client.GetAsync(workspace)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await Eventually.BecomesTrueAsync(async () => (await client.GetAsync(page)).StatusCode == HttpStatusCode.NotFound, "its page is gone");
        await Eventually.BecomesTrueAsync(
            async () => (await log.Stores.GetRequiredService<IRemovals>().ReadAsync(mine.Id, default))!.Value.DoneAt is not null, "it is removed");

        // What was planned before, a minute ahead, has come in by the time that the neighbour's rounds of after that have.
        var slots = (await log.SlotsAsync(kept, "eu"))[^1];
        await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(kept, "eu"))[^1] > slots + TimeSpan.FromSeconds(60), "the neighbour's rounds are recorded");
        (await log.MentionsAsync(words)).ShouldBe([$"pages: removal-{mine.Id}", $"workspaces: {mine.Monitor}", $"workspaces: {mine.Id}"]);
        (await neighbour.VerdictAsync(kept)).ShouldBe("up");
        (await log.PoisonedAsync()).ShouldBe(0);
    }
}
