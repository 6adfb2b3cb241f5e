using System.Net;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Checks;

/// <summary>Jobs that call, fail, and fall silent.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public async Task A_job_that_fails_or_falls_silent_is_told_once_and_so_is_its_return_but_never_while_nobody_could_call()
    {
        await using var stack = await StackFixture.StartAsync("heartbeats", Stacks.Patient);
        using var client = new StackClient(stack);
        using var job = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using var receiver = await Receiver.StartAsync();
        await client.ReadyAsync();
        receiver.Trust((await client.CreateWebhookAsync(receiver.Url())).Secret);
        var (failing, failingUrl) = await CreateAsync(client, "Fails", 3_600);
        var (silent, silentUrl) = await CreateAsync(client, "Falls silent", 30);
        var (waiting, _) = await CreateAsync(client, "Never called", 30);

        await CallAsync(job, failingUrl);
        await CallAsync(job, silentUrl);
        await client.BecomesAsync(failing, "up");
        await client.BecomesAsync(silent, "up");

        await CallAsync(job, failingUrl + "/fail");
        await client.BecomesAsync(failing, "down");
        await Eventually.BecomesTrueAsync(() => receiver.Told(failing).Count == 1, "the failure is told");
        await CallAsync(job, failingUrl);
        await client.BecomesAsync(failing, "up");
        await Eventually.BecomesTrueAsync(() => receiver.Told(failing).Count == 2, "its end is told");

        await Eventually.BecomesTrueAsync(() => receiver.Told(silent).Count == 1, "the silence is told");
        ((string)(await client.ReadMonitorAsync(silent))["votes"]!["inbound"]!["error"]!["class"]!).ShouldBe("missed");
        await CallAsync(job, silentUrl);
        await Eventually.BecomesTrueAsync(() => receiver.Told(silent).Count == 2, "the return is told");

        // While Api is away no job can call: that is nobody's outage.
        await stack.Api.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(75));
        receiver.Told(silent).Count.ShouldBe(2);
        await stack.Api.StartAsync();
        await CallAsync(job, silentUrl);
        await Task.Delay(TimeSpan.FromSeconds(15));

        receiver.Told(failing).ShouldBe(["incident.down", "incident.recovered"]);
        receiver.Told(silent).ShouldBe(["incident.down", "incident.recovered"]);
        receiver.Told(waiting).ShouldBeEmpty();
        (await client.VerdictAsync(waiting)).ShouldBe("unknown");
    }

    private static async Task<(string Id, string Url)> CreateAsync(StackClient client, string name, int periodSeconds)
    {
        var made = await client.SendAsync(HttpMethod.Post, "monitors", new { name, kind = "heartbeat", heartbeat = new { periodSeconds, graceSeconds = 10 } }, HttpStatusCode.Created);
        return ((string)made["id"]!, (string)made["heartbeat"]!["url"]!);
    }

    private static async Task CallAsync(HttpClient job, string url) => (await job.GetAsync(new Uri(url))).StatusCode.ShouldBe(HttpStatusCode.OK);
}
