using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Api.Tests.Incidents;

public sealed class IncidentsApiTests
{
    private const string DetectedId = "inc_aaaaaaaaaaaaaaaa";
    private static readonly string Incidents = $"{ApiHost.Workspace}/incidents";

    [Fact]
    public async Task A_person_opens_updates_and_resolves_an_incident()
    {
        await using var api = await ApiHost.StartAsync();
        var monitor = (await api.CreateAsync()).GetProperty("id").GetString()!;

        var answer = await api.PostAsync(Incidents, $$"""{"title":"Slow payments","message":"We are looking.","impact":"major","monitorIds":["{{monitor}}"]}""");
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        var id = (await ApiHost.JsonAsync(answer)).GetProperty("id").GetString()!;
        answer.Headers.Location!.ToString().ShouldBe($"{ApiHost.PublicUrl}{Incidents}/{id}");
        await PostAsync(api, id, "updates", """{"message":"It is the bank.","status":"identified"}""");
        var resolved = await PostAsync(api, id, "resolve", """{"message":"The bank is back."}""");

        Text(resolved, "status").ShouldBe("resolved");
        Text(resolved, "resolvedBy").ShouldBe("Test");
        resolved.GetProperty("timeline").EnumerateArray().Select(entry => (Text(entry, "status"), Text(entry, "message"), Text(entry, "by"))).ShouldBe(
        [
            ("investigating", "We are looking.", "Test"), ("identified", "It is the bank.", "Test"), ("resolved", "The bank is back.", "Test"),
        ]);
        resolved.GetProperty("transitions").GetArrayLength().ShouldBe(0);
        api.Stores.OpenIncidents.All.ShouldBeEmpty();
        api.Stores.Queues.Of<Command>(Queues.Commands).Count(command => command.Kind == CommandKind.IncidentChanged && command.IncidentId == id).ShouldBe(3);
    }

    [Theory]
    [InlineData("""{}""", "#/title #/message")]
    [InlineData("""{"title":" ","message":"a"}""", "#/title")]
    [InlineData("""{"title":"a","message":""}""", "#/message")]
    [InlineData("""{"title":"a","message":"b","status":"resolved"}""", "#/status")]
    [InlineData("""{"title":"a","message":"b","impact":"huge"}""", "#/impact")]
    [InlineData("""{"title":"a","message":"b","monitorIds":["x"]}""", "#/monitorIds/0")]
    [InlineData("""{"title":"a","message":"b","monitorIds":["mon_zzzzzzzzzzzzzzzz"]}""", "#/monitorIds/0")]
    [InlineData("""{"title":"a","message":"b","by":"me"}""", "#/by")]
    public async Task What_is_wrong_is_named_and_nothing_is_written(string body, string pointers)
    {
        await using var api = await ApiHost.StartAsync();

        var answer = await api.PostAsync(Incidents, body);

        ((int)answer.StatusCode).ShouldBe(400);
        var errors = (await ApiHost.JsonAsync(answer)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString());
        string.Join(' ', errors).ShouldBe(pointers);
        api.Stores.Incidents.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Acknowledging_says_who_and_changes_nothing_else_however_often()
    {
        await using var api = await DetectedAsync();

        var first = await PostAsync(api, DetectedId, "acknowledge", null);
        var second = await PostAsync(api, DetectedId, "acknowledge", null);

        Text(first, "acknowledgedBy").ShouldBe("Test");
        Text(first, "status").ShouldBe("investigating");
        first.GetProperty("transitions").GetArrayLength().ShouldBe(1);
        second.GetProperty("timeline").GetArrayLength().ShouldBe(2);
        second.GetProperty("timeline")[1].TryGetProperty("status", out _).ShouldBeFalse("it is not public");
    }

    [Fact]
    public async Task What_people_do_to_a_detected_incident_is_a_transition_and_the_mark_comes_first()
    {
        await using var api = await DetectedAsync();
        api.Stores.Journal.Clear();

        var resolved = await PostAsync(api, DetectedId, "resolve", null);
        var reopened = await PostAsync(api, DetectedId, "reopen", """{"message":"Not yet."}""");

        resolved.GetProperty("transitions").EnumerateArray().Select(step => Text(step, "kind")).ShouldBe(["down", "resolved"]);
        reopened.GetProperty("transitions").EnumerateArray().Select(step => Text(step, "kind")).ShouldBe(["down", "resolved", "reopened"]);
        api.Stores.Incidents.All.Single().HeldOpen.ShouldBeTrue();
        api.Stores.Journal.Writes.Take(3).ShouldBe(["OpenIncidents.Mark", "Incidents.Write", "Queues.Send"]);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said()
    {
        await using var api = await DetectedAsync();
        await PostAsync(api, DetectedId, "resolve", null);

        (await api.PostAsync($"{Incidents}/{DetectedId}/updates", """{"message":"More."}""")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.Client.PostAsync($"{Incidents}/{DetectedId}/acknowledge", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await api.Client.PostAsync($"{Incidents}/{DetectedId}/resolve", null)).StatusCode.ShouldBe(HttpStatusCode.OK, "twice is once");
        (await api.PostAsync($"{Incidents}/{DetectedId}/resolve", """{"message":7}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_incident_is_read_with_who_was_told()
    {
        await using var api = await DetectedAsync();
        var channel = (await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Workspace}/channels", """{"name":"On call","kind":"email","email":{"to":["a@example.com"]}}"""))).GetProperty("id").GetString()!;
        foreach (var id in new[] { channel, "chn_zzzzzzzzzzzzzzzz" })
            await api.Stores.Deliveries.TryWriteAsync(RowOf(api, id), null, default);

        var read = await ApiHost.JsonAsync(await api.Client.GetAsync($"{Incidents}/{DetectedId}"));

        read.GetProperty("cause").GetProperty("error").GetProperty("message").GetString().ShouldBe("Nothing listens.");
        var deliveries = read.GetProperty("deliveries").EnumerateArray().ToDictionary(row => Text(row, "channelId"));
        Text(deliveries[channel], "channelName").ShouldBe("On call");
        Text(deliveries[channel], "state").ShouldBe("queued");
        Text(deliveries[channel], "detail").ShouldBe("The receiver answered 503.");
        deliveries["chn_zzzzzzzzzzzzzzzz"].TryGetProperty("channelName", out var gone).ShouldBe(gone.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task The_list_has_the_latest_first_and_only_open_ones_when_asked()
    {
        await using var api = await DetectedAsync();
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        var manual = (await ApiHost.JsonAsync(await api.PostAsync(Incidents, """{"title":"Later","message":"b"}"""))).GetProperty("id").GetString()!;
        await PostAsync(api, manual, "resolve", null);

        (await ListAsync(api, "")).ShouldBe([manual, DetectedId]);
        (await ListAsync(api, "?status=open")).ShouldBe([DetectedId]);
        (await ListAsync(api, "?limit=1")).ShouldBe([manual]);
        foreach (var wrong in new[] { "?limit=0", "?limit=201", "?limit=x", "?status=closed" })
            (await api.Client.GetAsync(Incidents + wrong)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
    }

    [Fact]
    public async Task Nothing_is_there_without_the_right_key()
    {
        await using var api = await DetectedAsync();
        (await api.Anonymous.GetAsync($"{Incidents}/{DetectedId}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await api.Client.GetAsync($"{Incidents}/inc_zzzzzzzzzzzzzzzz")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        api.Client.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.ForeignKey);
        foreach (var verb in new[] { "acknowledge", "resolve", "reopen" })
            (await api.Client.PostAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/incidents/{DetectedId}/{verb}", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Somebody_faster_is_not_overwritten()
    {
        await using var api = await DetectedAsync();
        var raced = false;
        api.Stores.Journal.Before = async call =>
        {
            if (raced || !call.StartsWith("Incidents.Write", StringComparison.Ordinal)) return;
            raced = true;
            await PostAsync(api, DetectedId, "updates", """{"message":"I was first."}""");
        };

        var acknowledged = await PostAsync(api, DetectedId, "acknowledge", null);

        acknowledged.GetProperty("timeline").EnumerateArray().Select(entry => Text(entry, "message")).ShouldBe(["We are looking into it.", "I was first.", "Acknowledged."]);
    }

    private static async Task<ApiHost> DetectedAsync()
    {
        var api = await ApiHost.StartAsync();
        var now = api.Clock.GetUtcNow();
        await api.Stores.Incidents.TryWriteAsync(
            new Incident
            {
                Id = DetectedId,
                WorkspaceId = ApiHost.WorkspaceId,
                Origin = IncidentOrigin.Detected,
                MonitorIds = ["mon_aaaaaaaaaaaaaaaa"],
                Title = "Shop is down",
                Impact = IncidentImpact.Major,
                Status = IncidentStatus.Investigating,
                StartedAt = now,
                CreatedAt = now,
                UpdatedAt = now,
                Cause = new IncidentCause("Shop", "https://shop.example.org/", ["eu"], new() { Error = Core.Checks.ErrorClass.Refused, Message = "Nothing listens." }),
                Timeline = [new TimelineEntry { At = now, Status = IncidentStatus.Investigating, Message = "We are looking into it." }],
                Transitions = [new Transition { Number = 1, Kind = TransitionKind.Down, At = now, RecordedAt = now }],
            },
            null,
            default);
        return api;
    }

    private static Delivery RowOf(ApiHost api, string channelId) => new()
    {
        WorkspaceId = ApiHost.WorkspaceId,
        IncidentId = DetectedId,
        ChannelId = channelId,
        Number = 1,
        Kind = TransitionKind.Down,
        State = DeliveryState.Queued,
        Attempts = 3,
        Until = api.Clock.GetUtcNow().AddMinutes(1),
        QueuedAt = api.Clock.GetUtcNow(),
        UpdatedAt = api.Clock.GetUtcNow(),
        Detail = "The receiver answered 503.",
    };

    private static async Task<JsonElement> PostAsync(ApiHost api, string id, string verb, string? json)
    {
        var answer = json is null ? await api.Client.PostAsync($"{Incidents}/{id}/{verb}", null) : await api.PostAsync($"{Incidents}/{id}/{verb}", json);
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        return await ApiHost.JsonAsync(answer);
    }

    private static async Task<string[]> ListAsync(ApiHost api, string query) =>
        [.. (await ApiHost.JsonAsync(await api.Client.GetAsync(Incidents + query))).GetProperty("items").EnumerateArray().Select(item => Text(item, "id"))];

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
