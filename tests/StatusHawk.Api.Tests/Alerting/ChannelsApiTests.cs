using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Tests.Alerting;

public sealed class ChannelsApiTests
{
    private const string Webhook = """{"name":"On call","kind":"webhook","webhook":{"url":"https://hooks.example.org/x"}}""";
    private static readonly string Channels = $"{ApiHost.Workspace}/channels";

    [Fact]
    public async Task A_webhooks_secret_is_shown_once_and_stored_sealed()
    {
        await using var api = await ApiHost.StartAsync();

        var made = await CreateAsync(api, Webhook);

        var secret = made.GetProperty("webhook").GetProperty("secret").GetString()!;
        secret.ShouldStartWith("whsec_");
        var id = made.GetProperty("id").GetString()!;
        (await ReadAsync(api, id)).GetProperty("webhook").GetProperty("secret").GetString().ShouldBe("•••");
        api.Stores.Channels.Json.Single().ShouldNotContain(secret[6..]);
        var stored = (await api.Stores.Channels.ReadAsync(ApiHost.WorkspaceId, id, default))!.Value;
        api.Service<Sealer>().Open(stored.Webhook!.SealedSecret, id).ShouldBe(secret);
    }

    [Fact]
    public async Task A_secret_stays_with_its_receiver_and_a_new_receiver_gets_a_new_one()
    {
        await using var api = await ApiHost.StartAsync();
        var made = await CreateAsync(api, Webhook);
        var id = made.GetProperty("id").GetString()!;
        var sealedBefore = await SealedAsync(api, id);

        await PatchAsync(api, id, """{"name":"Night","webhook":{"url":"https://hooks.example.org/y","secret":"•••"}}""");
        (await SealedAsync(api, id)).ShouldBe(sealedBefore);

        var moved = await PatchAsync(api, id, """{"webhook":{"url":"https://elsewhere.example.org/"}}""");
        moved.GetProperty("webhook").GetProperty("secret").GetString().ShouldNotBe(made.GetProperty("webhook").GetProperty("secret").GetString());
        (await SealedAsync(api, id)).ShouldNotBe(sealedBefore);
    }

    [Fact]
    public async Task Channels_are_listed_changed_and_deleted()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await CreateAsync(api, """{"name":"Team","kind":"email","email":{"to":["a@example.com","A@example.com","b@example.com"]}}""")).GetProperty("id").GetString()!;
        (await ReadAsync(api, id)).GetProperty("email").GetProperty("to").EnumerateArray().Select(address => address.GetString()).ShouldBe(["a@example.com", "b@example.com"]);

        (await PatchAsync(api, id, """{"enabled":false}""")).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        (await ApiHost.JsonAsync(await api.Client.GetAsync(Channels))).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await api.Client.DeleteAsync($"{Channels}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await api.Client.GetAsync($"{Channels}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.DeleteAsync($"{Channels}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ApiHost.JsonAsync(await api.Client.GetAsync(Channels))).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{}""", "#/kind #/name")]
    [InlineData("""{"name":"a","kind":"pigeon"}""", "#/kind")]
    [InlineData("""{"name":"a","kind":"webhook"}""", "#/webhook")]
    [InlineData("""{"name":"","kind":"webhook","webhook":{"url":"https://a.example.org/"}}""", "#/name")]
    [InlineData("""{"name":"a","kind":"webhook","webhook":{}}""", "#/webhook/url")]
    [InlineData("""{"name":"a","kind":"webhook","webhook":{"url":"http://127.0.0.1/"}}""", "#/webhook/url")]
    [InlineData("""{"name":"a","kind":"webhook","webhook":{"url":"ftp://a.example.org/"}}""", "#/webhook/url")]
    [InlineData("""{"name":"a","kind":"webhook","webhook":{"url":"https://a.example.org/","secret":"short"}}""", "#/webhook/secret")]
    [InlineData("""{"name":"a","kind":"webhook","webhook":{"url":"https://a.example.org/","colour":1}}""", "#/webhook/colour")]
    [InlineData("""{"name":"a","kind":"email"}""", "#/email")]
    [InlineData("""{"name":"a","kind":"email","email":{"to":[]}}""", "#/email/to")]
    [InlineData("""{"name":"a","kind":"email","email":{"to":["a@example.com","nobody","x@y","<a@b.de>"]}}""", "#/email/to/1 #/email/to/2 #/email/to/3")]
    [InlineData("""{"name":"a","kind":"email","email":{"to":["a@example.com"]},"webhook":{"url":"https://a.example.org/"}}""", "#/webhook")]
    [InlineData("""{"name":"a","kind":"email","email":{"to":["a@example.com"]},"id":"chn_x"}""", "#/id")]
    public async Task What_is_wrong_is_named_and_nothing_is_written(string body, string pointers)
    {
        await using var api = await ApiHost.StartAsync();

        var answer = await api.PostAsync(Channels, body);

        ((int)answer.StatusCode).ShouldBe(400);
        var errors = (await ApiHost.JsonAsync(answer)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());
        string.Join(' ', errors).ShouldBe(pointers);
        api.Stores.Channels.Json.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channels_kind_stays()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await CreateAsync(api, Webhook)).GetProperty("id").GetString()!;

        (await api.PatchAsync($"{Channels}/{id}", """{"kind":"email","email":{"to":["a@example.com"]}}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_workspace_has_20_channels_at_most()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 20; i++) await CreateAsync(api, Webhook);

        (await api.PostAsync(Channels, Webhook)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nothing_is_there_without_the_right_key()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await CreateAsync(api, Webhook)).GetProperty("id").GetString()!;
        (await api.Anonymous.GetAsync($"{Channels}/{id}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        api.Client.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.ForeignKey);

        (await api.Client.GetAsync($"{Channels}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.GetAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/channels/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.PostAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/channels/{id}/test", "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(DeliveryState.Sent, 200)]
    [InlineData(DeliveryState.Failed, 200)]
    [InlineData(null, 202)]
    public async Task A_test_is_asked_for_and_answered_with_what_came_of_it(DeliveryState? outcome, int expected)
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await CreateAsync(api, Webhook)).GetProperty("id").GetString()!;

        var testing = api.Client.PostAsync($"{Channels}/{id}/test", null);
        Command? command = null;
        while (!testing.IsCompleted)
        {
            command ??= api.Stores.Queues.Of<Command>(Queues.Commands).SingleOrDefault();
            if (command is not null && outcome is { } state) await api.Stores.Deliveries.TryWriteAsync(RowOf(command, state), null, default);
            api.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Delay(2);
        }

        var answer = await testing;
        ((int)answer.StatusCode).ShouldBe(expected);
        (command!.Kind, command.ChannelId).ShouldBe((CommandKind.TestChannel, id));
        (await ApiHost.JsonAsync(answer)).GetProperty("state").GetString().ShouldBe(outcome?.ToString().ToLowerInvariant() ?? "queued");
    }

    [Fact]
    public async Task A_test_that_cannot_be_asked_for_is_no_success()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await CreateAsync(api, Webhook)).GetProperty("id").GetString()!;
        api.Stores.Journal.Before = call => call.StartsWith("Queues.Send", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        (await api.Client.PostAsync($"{Channels}/{id}/test", null)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static Delivery RowOf(Command command, DeliveryState state) => new()
    {
        WorkspaceId = command.WorkspaceId,
        IncidentId = command.TestId!,
        ChannelId = command.ChannelId!,
        Number = 1,
        Kind = TransitionKind.Down,
        State = state,
        Attempts = 1,
        Detail = "As the test has it.",
        QueuedAt = default,
        UpdatedAt = default,
    };

    private static async Task<JsonElement> CreateAsync(ApiHost api, string json)
    {
        var answer = await api.PostAsync(Channels, json);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        var made = await ApiHost.JsonAsync(answer);
        answer.Headers.Location!.ToString().ShouldBe($"{ApiHost.PublicUrl}{Channels}/{made.GetProperty("id").GetString()}");
        return made;
    }

    private static async Task<JsonElement> ReadAsync(ApiHost api, string id) => await ApiHost.JsonAsync(await api.Client.GetAsync($"{Channels}/{id}"));

    private static async Task<JsonElement> PatchAsync(ApiHost api, string id, string json)
    {
        var answer = await api.PatchAsync($"{Channels}/{id}", json);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        return await ApiHost.JsonAsync(answer);
    }

    private static async Task<string> SealedAsync(ApiHost api, string id) =>
        (await api.Stores.Channels.ReadAsync(ApiHost.WorkspaceId, id, default))!.Value.Webhook!.SealedSecret;
}
