using System.Text.Json;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Alerting.Channels;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Alerting.Channels;

public sealed class WebhookChannelTests
{
    private static readonly Sealer Sealer = new(new SealingOptions { CurrentKeyId = "k", Keys = new Dictionary<string, string> { ["k"] = Convert.ToBase64String(new byte[32]) } });
    private static readonly Alert Alert = Alerts.Of(Samples.Incident, Samples.Incident.Transitions[0], Samples.Webhook.Id, "https://status.example.com/status/acme");

    [Theory]
    [InlineData(200, "sent", "The receiver answered 200.")]
    [InlineData(204, "sent", "The receiver answered 204.")]
    [InlineData(301, "later", "The receiver answered 301; redirects are not followed.")]
    [InlineData(400, "later", "The receiver answered 400.")]
    [InlineData(404, "later", "The receiver answered 404.")]
    [InlineData(429, "later", "The receiver answered 429.")]
    [InlineData(500, "later", "The receiver answered 500.")]
    [InlineData(410, "gone", "The receiver answered 410 (gone), which asks never to be told again.")]
    public async Task What_the_receiver_answers_decides(int status, string expected, string detail)
    {
        await using var receiver = FlakyTarget.Start();
        receiver.Behave(Behaviour.Status(status));

        Read(await SendAsync(receiver)).ShouldBe((expected, detail));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = FlakyTarget.Start();
        await using var receiver = FlakyTarget.Start();
        receiver.Behave(Behaviour.Redirect(elsewhere.Url.ToString()));

        await SendAsync(receiver);

        elsewhere.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task The_receivers_wish_for_a_pause_is_passed_on()
    {
        await using var receiver = FlakyTarget.Start();
        receiver.Behave(Behaviour.Raw("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));

        ((SendOutcome.Later)await SendAsync(receiver)).RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Nobody_there_and_a_cut_connection_are_tried_again_and_nothing_secret_is_said_of_them()
    {
        await using var receiver = FlakyTarget.Start();
        receiver.Behave(Behaviour.CloseBeforeAnswer);
        var closed = Read(await SendAsync(receiver));
        var refused = Read(await SendAsync($"http://127.0.0.1:{FlakyTarget.ClosedPort()}/secret-path"));

        foreach (var (kind, detail) in new[] { closed, refused })
        {
            kind.ShouldBe("later");
            detail.ShouldNotContain("secret-path");
        }
    }

    [Fact]
    public async Task Where_private_addresses_are_not_allowed_none_is_connected_to()
    {
        await using var receiver = FlakyTarget.Start();

        var (kind, detail) = Read(await SendAsync(receiver.Url.ToString(), allowPrivate: false));

        (kind, receiver.Connections).ShouldBe(("later", 0));
        detail.ShouldContain("loopback");
    }

    [Fact]
    public async Task The_request_is_signed_json_and_a_second_try_differs_in_its_time_alone()
    {
        await using var receiver = FlakyTarget.Start();

        await SendAsync(receiver);
        await SendAsync(receiver);

        foreach (var request in receiver.Requests)
        {
            request.ShouldStartWith("POST /hook HTTP/1.1");
            request.ShouldContain("Content-Type: application/json");
            request.ShouldContain($"webhook-id: {Alert.Key}");
            request.ShouldContain("webhook-signature: v1,");
        }

        WebhookBody.Of(Alert).ShouldBe(WebhookBody.Of(Alert));
    }

    [Fact]
    public void The_body_says_what_happened_where_and_why()
    {
        using var body = JsonDocument.Parse(WebhookBody.Of(Alert));
        var root = body.RootElement;

        root.GetProperty("type").GetString().ShouldBe("incident.down");
        root.GetProperty("timestamp").GetDateTimeOffset().ShouldBe(Samples.Now);
        var data = root.GetProperty("data");
        data.GetProperty("headline").GetString().ShouldBe("Shop is down");
        data.GetProperty("monitor").GetProperty("name").GetString().ShouldBe("Shop");
        data.GetProperty("regions").EnumerateArray().Select(region => region.GetString()).ShouldBe(["eu", "us"]);
        data.GetProperty("error").GetProperty("class").GetString().ShouldBe("refused");
        data.GetProperty("page").GetString().ShouldBe("https://status.example.com/status/acme");
        data.GetProperty("incident").TryGetProperty("endedAt", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_largest_body_stays_below_20_kilobytes()
    {
        var alert = Alert with
        {
            Title = new string('ü', 200),
            MonitorName = new string('ü', 100),
            Target = "https://" + new string('a', 2_000),
            Regions = [.. Enumerable.Repeat("a-region-of-20-chars", 10)],
            Error = new Evidence { Error = ErrorClass.Status, Message = new string('ü', Evidence.MaxMessageLength) },
        };

        WebhookBody.Of(alert).Length.ShouldBeLessThan(20_000);
    }

    private static Task<SendOutcome> SendAsync(FlakyTarget receiver) => SendAsync(new Uri(receiver.Url, "/hook").ToString());

    private static async Task<SendOutcome> SendAsync(string url, bool allowPrivate = true)
    {
        using var sender = new WebhookChannel(Sealer, new ProbeOptions { AllowPrivateTargets = allowPrivate }, TimeProvider.System);
        var channel = Samples.Webhook with { Webhook = new WebhookSettings { Url = url, SealedSecret = Sealer.Seal(StandardWebhook.NewSecret(), Samples.Webhook.Id) } };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await sender.SendAsync(Alert, channel, patience.Token);
    }

    private static (string Kind, string Detail) Read(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Sent sent => ("sent", sent.Detail),
        SendOutcome.Refused { ChannelIsGone: true } gone => ("gone", gone.Detail),
        SendOutcome.Refused refused => ("refused", refused.Detail),
        _ => ("later", ((SendOutcome.Later)outcome).Detail),
    };
}
