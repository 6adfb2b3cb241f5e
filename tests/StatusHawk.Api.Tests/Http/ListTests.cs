using System.Net;
using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;

namespace StatusHawk.Api.Tests.Http;

public class ListTests
{
    [Fact]
    public async Task Everything_is_seen_once_though_things_come_and_go_between_the_pages()
    {
        await using var api = await ApiHost.StartAsync();
        var ids = await CreateAsync(api, 7);
        var first = await PageAsync(api, "?limit=3");
        await api.Client.DeleteAsync($"{ApiHost.Monitors}/{ids[2]}");
        await api.Client.DeleteAsync($"{ApiHost.Monitors}/{ids[3]}");
        var late = await CreateAsync(api, 1);

        var second = await PageAsync(api, $"?limit=2&cursor={first.Next}");
        var third = await PageAsync(api, $"?limit=200&cursor={second.Next}");

        first.Ids.ShouldBe(ids[..3]);
        second.Ids.ShouldBe(ids[4..6]);
        third.Ids.ShouldBe([ids[6], late[0]]);
        third.Next.ShouldBeNull();
    }

    [Fact]
    public async Task Fifty_are_shown_when_nothing_is_said_and_a_full_last_page_is_the_last()
    {
        await using var api = await ApiHost.StartAsync();
        var ids = await CreateAsync(api, 51);

        var first = await PageAsync(api, "");
        first.Ids.ShouldBe(ids[..50]);
        (await PageAsync(api, $"?cursor={first.Next}")).ShouldBeEquivalentTo(new Page(ids[50..], null));
        (await PageAsync(api, "?limit=51")).Next.ShouldBeNull();
    }

    [Theory]
    [InlineData("limit=0", "?limit")]
    [InlineData("limit=201", "?limit")]
    [InlineData("limit=-1", "?limit")]
    [InlineData("limit=5%20", "?limit")]
    [InlineData("limit=99999999999", "?limit")]
    [InlineData("limit=5&limit=6", "?limit")]
    [InlineData("cursor=x", "?cursor")]
    [InlineData("cursor=%00", "?cursor")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "?cursor")]
    [InlineData("Limit=5", "?Limit")]
    [InlineData("verdct=down", "?verdct")]
    [InlineData("verdict=broken", "?verdict")]
    [InlineData("kind=HTTP", "?kind")]
    [InlineData("enabled=1", "?enabled")]
    [InlineData("key=Shop", "?key")]
    [InlineData("tag=a%20b", "?tag")]
    public async Task What_is_wrong_is_named_and_nothing_is_read(string query, string pointer)
    {
        await using var api = await ApiHost.StartAsync();
        await CreateAsync(api, 1);
        api.Stores.Journal.Clear();

        var response = await api.Client.GetAsync($"{ApiHost.Monitors}?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).ShouldBe([pointer]);
        api.Stores.Journal.Count("Monitors.List").ShouldBe(0);
    }

    [Fact]
    public async Task A_long_search_and_all_other_mistakes_are_told_together()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.Client.GetAsync($"{ApiHost.Monitors}?q={new string('x', 201)}&limit=x&sort=name&verdict=no");

        (await ApiHost.JsonAsync(response)).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString())
            .ShouldBe(["?q", "?verdict", "?limit", "?sort"]);
    }

    [Fact]
    public async Task A_cursor_is_of_its_list_its_workspace_and_its_filters_and_cannot_be_tampered_with()
    {
        await using var api = await ApiHost.StartAsync();
        await CreateAsync(api, 3);
        var cursor = (await PageAsync(api, "?limit=1&kind=http&tag=a")).Next!;
        (await PageAsync(api, $"?tag=a&limit=9&cursor={cursor}&kind=http")).Ids.Length.ShouldBe(2);

        foreach (var foreign in new[] { $"?cursor={cursor}", $"?kind=http&cursor={cursor}", $"?kind=http&tag=A&cursor={cursor}", $"?kind=tcp&tag=a&cursor={cursor}" })
            await RefusesAsync(api.Client, ApiHost.Monitors + foreign);
        await RefusesAsync(api.Client, $"{ApiHost.Workspace}/incidents?cursor={cursor}");
        await RefusesAsync(api.Client, $"{ApiHost.Workspace}/channels?cursor={cursor}");
        using var stranger = new HttpClient { BaseAddress = api.Client.BaseAddress };
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", ApiHost.ForeignKey);
        await RefusesAsync(stranger, $"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/monitors?kind=http&tag=a&cursor={cursor}");
        for (var i = 0; i < cursor.Length; i++)
        {
            var tampered = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            await RefusesAsync(api.Client, $"{ApiHost.Monitors}?kind=http&tag=a&cursor={tampered}");
        }
    }

    [Fact]
    public void A_place_survives_being_a_cursor_to_the_tick()
    {
        var place = new ListPlace(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1), "mon_k3j9x2q2m5n7p8r4");

        ListCursor.Read(ListCursor.Of(place, "list"), "list").ShouldBe(place);
        ListCursor.Of(place, "list").Length.ShouldBeLessThan(ListCursor.MaxLength);
    }

    [Fact]
    public async Task Channels_and_incidents_are_paged_too()
    {
        await using var api = await ApiHost.StartAsync();
        var (channels, incidents) = (new List<string>(), new List<string>());
        for (var i = 0; i < 3; i++)
        {
            api.Clock.Advance(TimeSpan.FromSeconds(1));
            channels.Add(await IdAsync(api, "channels", $$$"""{"name":"C{{{i}}}","kind":"email","email":{"to":["a@example.com"]}}"""));
            incidents.Add(await IdAsync(api, "incidents", $$"""{"title":"I{{i}}","message":"We look."}"""));
        }

        (await AllAsync(api, "channels")).ShouldBe(channels);
        (await AllAsync(api, "incidents")).ShouldBe(Enumerable.Reverse(incidents));
        await api.PostAsync($"{ApiHost.Workspace}/incidents/{incidents[1]}/resolve", "{}");
        (await AllAsync(api, "incidents", "status=open&")).ShouldBe([incidents[2], incidents[0]]);
    }

    private static async Task<string[]> AllAsync(ApiHost api, string list, string filters = "")
    {
        var all = new List<string>();
        string? next = "";
        do
        {
            var page = await PageAsync(api, $"?{filters}limit=1&cursor={next}", list);
            page.Ids.Length.ShouldBe(1);
            all.AddRange(page.Ids);
            next = page.Next;
        }
        while (next is not null);
        return [.. all];
    }

    private static async Task<string[]> CreateAsync(ApiHost api, int count)
    {
        var ids = new string[count];
        for (var i = 0; i < count; i++)
        {
            // Some are of one moment: their ids decide.
            if (i % 3 == 0) api.Clock.Advance(TimeSpan.FromMilliseconds(7));
            ids[i] = (await api.CreateAsync("""{"name":"Shop","tags":["a"],"http":{"url":"https://shop.example.org/"}}""")).GetProperty("id").GetString()!;
        }

        var made = api.Stores.Monitors.All.Where(monitor => ids.Contains(monitor.Id));
        return [.. made.OrderBy(monitor => monitor.CreatedAt).ThenBy(monitor => monitor.Id, StringComparer.Ordinal).Select(monitor => monitor.Id)];
    }

    private static async Task<string> IdAsync(ApiHost api, string list, string json) =>
        (await ApiHost.JsonAsync(await api.PostAsync($"{ApiHost.Workspace}/{list}", json))).GetProperty("id").GetString()!;

    private static async Task<Page> PageAsync(ApiHost api, string query, string list = "monitors")
    {
        var response = await api.Client.GetAsync($"{ApiHost.Workspace}/{list}{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        var json = await ApiHost.JsonAsync(response);
        return new([.. json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)], json.GetProperty("next").GetString());
    }

    private static async Task RefusesAsync(HttpClient client, string address)
    {
        var response = await client.GetAsync(address);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, address);
        JsonElement json = await ApiHost.JsonAsync(response);
        json.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem().GetProperty("pointer").GetString().ShouldBe("?cursor");
    }

    private sealed record Page(string[] Ids, string? Next);
}
