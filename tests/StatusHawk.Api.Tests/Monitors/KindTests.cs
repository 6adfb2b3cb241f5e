using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Tests.Monitors;

public class KindTests
{
    public static TheoryData<string, string> Targets => new()
    {
        { "http", """{"url":"https://shop.example.org/","method":"POST","body":"{}","auth":{"type":"basic","user":"u","password":"secret-1"},"host":"shop.example.org:8443","maxRedirects":0,"httpVersion":"2","ipVersion":"ipv6","ignoreCertificateErrors":true}""" },
        { "http", """{"url":"https://shop.example.org/","auth":{"type":"bearer","token":"secret-1"}}""" },
        { "tcp", """{"host":"shop.example.org","port":25,"expect":"220","send":"secret-1","tls":true}""" },
        { "ping", """{"host":"8.8.8.8"}""" },
        { "dns", """{"name":"shop.example.org","recordType":"mx","resolver":"8.8.8.8","expect":["10 mail.example.org"]}""" },
        { "tls", """{"host":"shop.example.org","minDaysLeft":30,"minVersion":"1.3"}""" },
        { "heartbeat", """{"periodSeconds":3600,"graceSeconds":60}""" },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Every_kind_is_made_read_and_changed_without_showing_a_secret(string kind, string target)
    {
        await using var api = await ApiHost.StartAsync();

        var created = await api.CreateAsync($$"""{"name":"It","kind":"{{kind}}","{{kind}}":{{target}}}""");
        var id = created.GetProperty("id").GetString();

        created.GetProperty("kind").GetString().ShouldBe(kind);
        created.GetRawText().ShouldNotContain("secret-1");
        JsonSerializer.Serialize(api.Stores.Monitors.All[0], StatusHawkJson.Options).ShouldNotContain("secret-1");

        // What was read can be sent back as it is, but for what cannot be set: nothing changes.
        var before = api.Stores.Monitors.All[0];
        var response = await api.PatchAsync($"{ApiHost.Monitors}/{id}", $$"""{"{{kind}}":{{WithoutUrl(kind, created.GetProperty(kind).GetRawText())}},"assertions":[]}""".Replace(kind == "heartbeat" ? ",\"assertions\":[]" : "\0", ""));
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"kind\"");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonSerializer.Serialize(api.Stores.Monitors.All[0] with { UpdatedAt = before.UpdatedAt }, StatusHawkJson.Options).ShouldBe(JsonSerializer.Serialize(before, StatusHawkJson.Options));
    }

    [Theory]
    [InlineData("""{"kind":"tcp","http":{"url":"https://a.example.org/"}}""", "#/tcp", "#/http")]
    [InlineData("""{"kind":"tcp","tcp":{"host":"a b","port":0,"tsl":true}}""", "#/tcp/host", "#/tcp/port", "#/tcp/tsl")]
    [InlineData("""{"kind":"tcp","tcp":{"host":"2130706433","port":80}}""", "#/tcp/host")]
    [InlineData("""{"kind":"tcp","tcp":{"host":"[::1]","port":80}}""", "#/tcp/host")]
    [InlineData("""{"kind":"ping","ping":{"host":"169.254.169.254"}}""", "#/ping/host")]
    [InlineData("""{"kind":"dns","dns":{"name":"a..b","recordType":"SRV","resolver":"10.0.0.1","expectRcode":"WHAT"}}""", "#/dns/name", "#/dns/recordType", "#/dns/expectRcode", "#/dns/resolver")]
    [InlineData("""{"kind":"dns","dns":{"name":"a.example.org","expect":["1.1.1.1"],"expectRcode":"NXDOMAIN"}}""", "#/dns/expect")]
    [InlineData("""{"kind":"tls","tls":{"host":"a.example.org","minDaysLeft":366,"minVersion":"1.1"}}""", "#/tls/minDaysLeft", "#/tls/minVersion")]
    [InlineData("""{"kind":"heartbeat","heartbeat":{"periodSeconds":1},"intervalSeconds":60,"regions":["eu"]}""", "#/heartbeat/periodSeconds", "#/intervalSeconds", "#/regions")]
    [InlineData("""{"http":{"url":"https://a.example.org/"},"assertions":["[STATUS] = 1","[DNS_RCODE] == NOERROR"]}""", "#/assertions/0", "#/assertions/1")]
    [InlineData("""{"http":{"url":"https://a.example.org/","body":"x","auth":{"type":"basic","token":"t"}},"degradedAfterMilliseconds":0}""", "#/http/body", "#/http/auth/user", "#/http/auth/password", "#/http/auth/token", "#/degradedAfterMilliseconds")]
    [InlineData("""{"http":{"url":"https://a.example.org/","host":"a/b","headers":{"Host":"x","X":"a\r\nb"}}}""", "#/http/headers/Host", "#/http/headers/X", "#/http/host")]
    public async Task What_is_wrong_is_named_and_nothing_is_stored(string body, params string[] pointers)
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(ApiHost.Monitors, body.Insert(1, "\"name\":\"It\","));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldBe(pointers, ignoreOrder: true);
        api.Stores.Monitors.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kept_secret_does_not_move_to_another_host()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync("""{"name":"It","http":{"url":"https://shop.example.org/","headers":{"X-Key":"secret-1"}}}""")).GetProperty("id").GetString();

        var moved = await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"http":{"url":"https://thief.example.org/","headers":{"X-Key":"•••"}}}""");
        var stayed = await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"http":{"url":"https://shop.example.org/other","headers":{"X-Key":"•••"}}}""");

        moved.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ApiHost.JsonAsync(moved)).GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("#/http/headers/X-Key");
        stayed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_kind_cannot_be_changed()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString();

        var response = await api.PatchAsync($"{ApiHost.Monitors}/{id}", """{"kind":"tcp"}""");

        (await ApiHost.JsonAsync(response)).GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("#/kind");
    }

    [Theory]
    [InlineData("asia", false)]
    [InlineData("asia,eu", true)]
    [InlineData("us", true)]
    public async Task A_ping_that_no_chosen_region_can_send_is_refused(string regions, bool taken)
    {
        await using var api = await ApiHost.StartAsync();
        await api.Stores.Pages.WriteHeartbeatAsync(new PipelineHeartbeat(api.Clock.GetUtcNow(), ["asia"]), default);

        var response = await api.PostAsync(ApiHost.Monitors, $$"""{"name":"It","kind":"ping","ping":{"host":"8.8.8.8"},"regions":["{{regions.Replace(",", "\",\"")}}"]}""");

        response.StatusCode.ShouldBe(taken ? HttpStatusCode.Created : HttpStatusCode.BadRequest);
        if (!taken) (await response.Content.ReadAsStringAsync()).ShouldContain("eu, us can");
    }

    [Fact]
    public async Task A_heartbeat_shows_the_address_to_call_and_gives_another_when_asked()
    {
        await using var api = await ApiHost.StartAsync();
        var created = await api.CreateAsync("""{"name":"Backup","kind":"heartbeat","heartbeat":{"periodSeconds":3600}}""");
        var url = created.GetProperty("heartbeat").GetProperty("url").GetString()!;
        url.ShouldStartWith($"{ApiHost.PublicUrl}/heartbeat/");

        await api.PatchAsync($"{ApiHost.Monitors}/{created.GetProperty("id").GetString()}", """{"heartbeat":{"periodSeconds":3600,"newAddress":true}}""");

        (await api.Anonymous.GetAsync(url[ApiHost.PublicUrl.Length..])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var monitor = api.Stores.Monitors.All[0];
        (await api.Anonymous.GetAsync($"/heartbeat/{HeartbeatAddress.Of(monitor.WorkspaceId, monitor.Id, monitor.Heartbeat!.Token)}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static string WithoutUrl(string kind, string target)
    {
        if (kind != "heartbeat") return target;
        var fields = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(target)!;
        fields.Remove("url");
        return JsonSerializer.Serialize(fields);
    }
}
