using System.Text.Json;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Api.Tests.Monitors;

public class FindMonitorsTests
{
    [Fact]
    public async Task Monitors_are_found_by_name_target_tags_kind_switch_and_key()
    {
        await using var api = await ApiHost.StartAsync();
        await CreateAsync(api, """{"name":"My Shop","key":"shop","tags":["EU","prod"],"http":{"url":"https://shop.example.org/"}}""");
        await CreateAsync(api, """{"name":"Mail","kind":"tcp","tcp":{"host":"Shop-mail.example.org","port":25},"tags":["eu"],"enabled":false}""");
        await CreateAsync(api, """{"name":"Job","kind":"heartbeat","heartbeat":{"periodSeconds":60,"graceSeconds":10}}""");

        (await FindAsync(api, "")).ShouldBe(["My Shop", "Mail", "Job"]);
        (await FindAsync(api, "?q=SHOP")).ShouldBe(["My Shop", "Mail"]);
        (await FindAsync(api, "?q=y%20sh")).ShouldBe(["My Shop"]);
        (await FindAsync(api, "?q=")).ShouldBe(["My Shop", "Mail", "Job"]);
        (await FindAsync(api, "?tag=eu")).ShouldBe(["My Shop", "Mail"]);
        (await FindAsync(api, "?tag=Prod&tag=eu")).ShouldBe(["My Shop"]);
        (await FindAsync(api, "?kind=heartbeat")).ShouldBe(["Job"]);
        (await FindAsync(api, "?enabled=false")).ShouldBe(["Mail"]);
        (await FindAsync(api, "?key=shop")).ShouldBe(["My Shop"]);
        (await FindAsync(api, "?key=mail")).ShouldBeEmpty();
        (await FindAsync(api, "?q=shop&enabled=true&tag=eu")).ShouldBe(["My Shop"]);
    }

    [Fact]
    public async Task Monitors_are_found_by_the_verdict_that_is_shown_of_them()
    {
        await using var api = await ApiHost.StartAsync();
        var ids = new Dictionary<string, string>();
        foreach (var name in new[] { "Up", "Down", "New", "Paused", "Resumed" })
            ids[name] = await CreateAsync(api, $$$"""{"name":"{{{name}}}","http":{"url":"https://shop.example.org/"},"enabled":{{{(name == "Paused" ? "false" : "true")}}}}""");
        await api.JudgeAsync(ids["Up"], Verdict.Up, api.Clock.GetUtcNow());
        await api.JudgeAsync(ids["Down"], Verdict.Down, api.Clock.GetUtcNow());
        await api.JudgeAsync(ids["Paused"], Verdict.Down, api.Clock.GetUtcNow());
        await api.JudgeAsync(ids["Resumed"], Verdict.Paused, api.Clock.GetUtcNow());

        (await FindAsync(api, "?verdict=up")).ShouldBe(["Up"]);
        (await FindAsync(api, "?verdict=down")).ShouldBe(["Down"]);
        (await FindAsync(api, "?verdict=unknown")).ShouldBe(["New", "Resumed"]);
        (await FindAsync(api, "?verdict=paused")).ShouldBe(["Paused"]);
        (await FindAsync(api, "?verdict=paused&enabled=true")).ShouldBeEmpty();
        (await FindAsync(api, "?verdict=down&enabled=false")).ShouldBeEmpty();
        (await FindAsync(api, "?verdict=degraded")).ShouldBeEmpty();
        (await FindAsync(api, "?verdict=unknown&q=new")).ShouldBe(["New"]);
    }

    [Fact]
    public async Task A_verdict_that_many_have_is_paged_too()
    {
        await using var api = await ApiHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            api.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(await CreateAsync(api, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}"""));
            if (i % 2 == 0) await api.JudgeAsync(ids[i], Verdict.Up, api.Clock.GetUtcNow());
        }

        foreach (var (verdict, odd) in new[] { ("up", 0), ("unknown", 1) })
        {
            var seen = new List<string>();
            for (string? next = ""; next is not null;)
            {
                var page = await ApiHost.JsonAsync(await api.Client.GetAsync($"{ApiHost.Monitors}?verdict={verdict}&limit=2&cursor={next}"));
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
                next = page.GetProperty("next").GetString();
            }

            seen.ShouldBe(ids.Where((_, i) => i % 2 == odd));
        }
    }

    [Fact]
    public async Task A_page_reads_the_states_of_its_monitors_and_no_others()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 3; i++) await api.CreateAsync();
        api.Stores.Journal.Clear();

        await FindAsync(api, "?limit=2");

        api.Stores.Journal.Count("Live.List ").ShouldBe(0);
        api.Stores.Journal.Count("Live.ListSome").ShouldBe(1);
        api.Stores.Journal.Count("Monitors.List").ShouldBe(1);
    }

    [Fact]
    public async Task Tags_are_kept_in_lower_case_once_and_in_order_and_an_empty_list_takes_them_away()
    {
        await using var api = await ApiHost.StartAsync();

        var monitor = await api.CreateAsync("""{"name":"Shop","tags":["Prod","eu:west","GRÖSSE_1","prod"],"http":{"url":"https://shop.example.org/"}}""");

        monitor.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["eu:west", "grösse_1", "prod"]);
        var address = $"{ApiHost.Monitors}/{monitor.GetProperty("id").GetString()}";
        (await ApiHost.JsonAsync(await api.PatchAsync(address, """{"name":"Other"}"""))).GetProperty("tags").GetArrayLength().ShouldBe(3);
        (await ApiHost.JsonAsync(await api.PatchAsync(address, """{"tags":[]}"""))).GetProperty("tags").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"key":""}""", "#/key")]
    [InlineData("""{"key":"Shop"}""", "#/key")]
    [InlineData("""{"key":"a b"}""", "#/key")]
    [InlineData("""{"key":7}""", "#/key")]
    [InlineData("""{"tags":"eu"}""", "#/tags")]
    [InlineData("""{"tags":null}""", "#/tags")]
    [InlineData("""{"tags":["eu",""]}""", "#/tags/1")]
    [InlineData("""{"tags":["a b"]}""", "#/tags/0")]
    [InlineData("""{"tags":[7]}""", "#/tags/0")]
    public async Task A_wrong_key_or_tag_is_named(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString();

        var response = await api.PatchAsync($"{ApiHost.Monitors}/{id}", body);

        ((int)response.StatusCode).ShouldBe(400);
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task Keys_and_tags_have_bounds()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString();
        string Tags(int count, int length) => JsonSerializer.Serialize(new { tags = Enumerable.Range(0, count).Select(i => $"{i:D2}".PadRight(length, 'x')) });

        ((int)(await api.PatchAsync($"{ApiHost.Monitors}/{id}", $$"""{"key":"{{new string('a', 100)}}"}""")).StatusCode).ShouldBe(200);
        ((int)(await api.PatchAsync($"{ApiHost.Monitors}/{id}", $$"""{"key":"{{new string('a', 101)}}"}""")).StatusCode).ShouldBe(400);
        ((int)(await api.PatchAsync($"{ApiHost.Monitors}/{id}", Tags(20, 50))).StatusCode).ShouldBe(200);
        ((int)(await api.PatchAsync($"{ApiHost.Monitors}/{id}", Tags(21, 3))).StatusCode).ShouldBe(400);
        ((int)(await api.PatchAsync($"{ApiHost.Monitors}/{id}", Tags(1, 51))).StatusCode).ShouldBe(400);
    }

    private static async Task<string> CreateAsync(ApiHost api, string json)
    {
        api.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return (await api.CreateAsync(json)).GetProperty("id").GetString()!;
    }

    private static async Task<string[]> FindAsync(ApiHost api, string query)
    {
        var json = await ApiHost.JsonAsync(await api.Client.GetAsync(ApiHost.Monitors + query));
        return [.. json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];
    }
}
