using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Watching;

/// <summary>What is watched tells nothing that is not to be told: every secret is used, also where things go wrong, and none comes out.</summary>
public sealed class SecretsTests
{
    private const string Header = "header-s3cret-5d1f";
    private const string Password = "password-s3cret-8a2b";
    private const string Body = "body-s3cret-77c0";
    private const string HookPath = "hook-s3cret-1e9d";
    private const string MetricsKey = "metrics-s3cret-c4aa";
    private const string DeadManPath = "deadman-s3cret-90fe";
    private const string WrongKey = "wrong-s3cret-31bb";

    [Fact]
    public async Task No_secret_is_in_a_log_in_metrics_or_in_health()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var stack = await StackFixture.StartAsync("secrets", options => Stacks.Patient(options) with { Environment = Environment(options, receiver) });
        using var client = new StackClient(stack);
        using var anyone = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var ports = PortBlock.Reserve();
        await using var target = SwitchTarget.Start(ports.Base);
        await client.ReadyAsync();
        var (_, signing) = await client.CreateWebhookAsync(receiver.Url(HookPath));
        var monitor = await client.SendAsync(HttpMethod.Post, "monitors", new
        {
            name = "Shop",
            intervalSeconds = 10,
            timeoutSeconds = 5,
            http = new { url = target.Url, method = "POST", headers = new Dictionary<string, string> { ["X-Token"] = Header }, body = Body, auth = new { type = "basic", user = "me", password = Password } },
        }, HttpStatusCode.Created);
        var heartbeat = await client.SendAsync(HttpMethod.Post, "monitors", new { name = "Job", kind = "heartbeat", heartbeat = new { periodSeconds = 30, graceSeconds = 10 } }, HttpStatusCode.Created);
        var (id, jobUrl) = ((string)monitor["id"]!, (string)heartbeat["heartbeat"]!["url"]!);
        await client.BecomesAsync(id, "up");

        // Things go wrong: a target that refuses, a receiver that does not take, keys that are none, a store that goes away.
        receiver.Answer = StatusCodes.Status500InternalServerError;
        target.Refuse();
        await Eventually.BecomesTrueAsync(() => receiver.Requests > 2, "the receiver was asked");
        await anyone.GetAsync(new Uri(jobUrl + "/fail"));
        foreach (var header in new[] { "Authorization", "X-StatusHawk-Authorization" })
        {
            using var wrong = new HttpRequestMessage(HttpMethod.Get, stack.ApiUrl + "/metrics");
            wrong.Headers.TryAddWithoutValidation(header, "Bearer " + WrongKey);
            (await anyone.SendAsync(wrong)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await stack.Cosmos.KillAsync();
        (await anyone.GetAsync(new Uri(jobUrl))).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var told = new StringBuilder();
        foreach (var port in new[] { stack.Ports.Api, stack.Ports.Pipeline, stack.Ports.Probe("eu") })
        {
            told.Append(await TextAsync(anyone, $"http://127.0.0.1:{port}/health/ready"));
            told.Append(await TextAsync(anyone, $"http://127.0.0.1:{port}/metrics", MetricsKey));
        }

        await stack.Cosmos.StartAsync();
        await Eventually.BecomesTrueAsync(async () => (await anyone.GetAsync(new Uri(stack.ApiUrl + "/health/ready"))).StatusCode == HttpStatusCode.OK, "Api is ready again");
        told.Append(await TextAsync(anyone, stack.ApiUrl + "/metrics", stack.Secrets.ApiKey));
        foreach (var log in Directory.EnumerateFiles(stack.Data.LogsPath))
        {
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            told.Append(await reader.ReadToEndAsync());
        }

        var all = told.ToString();
        all.ShouldContain("\"status\":\"fail\"");
        all.ShouldContain("monitor_checks_total{kind=\"http\",outcome=\"down\",region=\"eu\"}");
        all.ShouldContain($"monitor_id=\"{id}\"");
        all.ShouldContain("\"Category\":\"StatusHawk.");
        string[] secrets =
        [
            Header, Password, Body, HookPath, MetricsKey, DeadManPath, WrongKey, signing, signing["whsec_".Length..], stack.Secrets.ApiKey, stack.Secrets.SealingKey,
            jobUrl.Split('/')[^1], Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Password)), $"v1.{stack.Secrets.SealingKeyId}.",
        ];
        foreach (var secret in secrets) all.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"'{secret}' is told: {Around(all, secret)}");
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> Environment(StackOptions options, Receiver receiver)
    {
        var all = Stacks.With(Stacks.Patient(options).Environment, "*", ("Watching__MetricsKey", MetricsKey), ("Logging__Console__FormatterName", "json"), ("Logging__LogLevel__Default", "Debug"));
        return Stacks.With(all, "pipeline", ("Watching__DeadManUrl", receiver.Url(DeadManPath))).ToDictionary();
    }

    private static async Task<string> TextAsync(HttpClient http, string url, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Around(string text, string secret) =>
        text.IndexOf(secret, StringComparison.Ordinal) is var at and >= 0 ? text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)] : "";
}
