using System.Net;
using StatusHawk.Api.StatusPages;
using StatusHawk.Core;

namespace StatusHawk.Api.Tests.StatusPages;

public class PageCacheTests
{
    private const string Page = $"/status/{ApiHost.Slug}";
    private const string PageRead = $"Pages.Read {ApiHost.Slug}";

    [Fact]
    public async Task Many_first_readers_cost_one_read()
    {
        await using var api = await ApiHost.StartAsync();
        var open = new TaskCompletionSource();
        api.Stores.Journal.Before = call => call.StartsWith("Pages.Read", StringComparison.Ordinal) ? open.Task : Task.CompletedTask;

        var readers = Enumerable.Range(0, 50).Select(_ => api.Anonymous.GetAsync(Page)).ToList();
        await Eventually.TrueAsync(() => api.Stores.Journal.Count(PageRead) > 0);
        open.SetResult();

        (await Task.WhenAll(readers)).ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
        api.Stores.Journal.Count(PageRead).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_that_a_reader_adds_to_the_address_costs_another_read()
    {
        await using var api = await ApiHost.StartAsync();

        foreach (var path in new[] { Page, Page + "/", Page + "?a=1", "/status/SHOP", "/STATUS/Shop", Page + "/api/v2/summary.json", Page + "/api/v2/summary.json?x" })
            (await api.Anonymous.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);

        api.Stores.Journal.Count(PageRead).ShouldBe(1);
        api.Service<PageCache>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_five_seconds_it_is_read_again_behind_the_readers_back()
    {
        await using var api = await ApiHost.StartAsync();
        await api.Anonymous.GetAsync(Page);
        await api.PublishAsync(s => s with { Title = "Changed" });
        var open = new TaskCompletionSource();
        api.Stores.Journal.Before = _ => open.Task;
        api.Stores.Journal.Clear();

        api.Clock.Advance(TimeSpan.FromSeconds(4));
        (await api.Anonymous.GetStringAsync(Page)).ShouldContain("<h1>shop status</h1>");
        api.Stores.Journal.Calls.ShouldBeEmpty();

        api.Clock.Advance(TimeSpan.FromSeconds(2));
        (await api.Anonymous.GetStringAsync(Page)).ShouldContain("<h1>shop status</h1>");
        (await api.Anonymous.GetStringAsync(Page)).ShouldContain("<h1>shop status</h1>");
        open.SetResult();

        await Eventually.TrueAsync(() => api.Anonymous.GetStringAsync(Page).Result.Contains("<h1>Changed</h1>"));
        api.Stores.Journal.Count(PageRead).ShouldBe(1);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(61)]
    public async Task After_a_quiet_time_the_first_reader_sees_what_holds_now(int seconds)
    {
        await using var api = await ApiHost.StartAsync();
        await api.Anonymous.GetAsync(Page);
        await api.PublishAsync(s => s with { Title = "Changed" });

        api.Clock.Advance(TimeSpan.FromSeconds(seconds));

        (await api.Anonymous.GetStringAsync(Page)).ShouldContain("<h1>Changed</h1>");
    }

    [Fact]
    public async Task A_store_that_is_away_costs_freshness_only_and_the_page_says_so()
    {
        await using var api = await ApiHost.StartAsync();
        await api.Anonymous.GetAsync(Page);
        api.Stores.Journal.FailAll();

        foreach (var age in new[] { TimeSpan.FromSeconds(30), TimeSpan.FromHours(2) })
        {
            api.Clock.Advance(age);
            (await api.Anonymous.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await api.Anonymous.GetStringAsync(Page)).ShouldContain("Not updated since <time datetime=\"2026-03-01T12:00:00Z\">");
        (await api.Anonymous.GetAsync("/status/foreign")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Stores.Journal.Recover();
        await api.PublishAsync(s => s with { UpdatedAt = api.Clock.GetUtcNow() });
        api.Clock.Advance(TimeSpan.FromSeconds(10));
        (await api.Anonymous.GetStringAsync(Page)).ShouldNotContain("Not updated since");
        (await api.Anonymous.GetAsync("/status/foreign")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(30, 250)]
    [InlineData(120, 2_000)]
    public async Task A_store_that_hangs_keeps_a_reader_waiting_for_a_moment_only(int age, int milliseconds)
    {
        await using var api = await ApiHost.StartAsync();
        await api.Anonymous.GetAsync(Page);
        var never = new TaskCompletionSource();
        api.Stores.Journal.Before = _ => never.Task;
        api.Stores.Journal.Clear();
        api.Clock.Advance(TimeSpan.FromSeconds(age));

        var asked = api.Clock.GetUtcNow();
        var reader = api.Anonymous.GetAsync(Page);
        await Eventually.TrueAsync(() => api.Stores.Journal.Count(PageRead) > 0);
        await Eventually.TrueAsync(() =>
        {
            api.Clock.Advance(TimeSpan.FromMilliseconds(50));
            return reader.IsCompleted;
        });

        (api.Clock.GetUtcNow() - asked).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(milliseconds));
        (await reader).StatusCode.ShouldBe(HttpStatusCode.OK);
        never.SetResult();
    }

    [Fact]
    public async Task A_fresh_heartbeat_does_not_vouch_for_a_page_that_cannot_be_read()
    {
        await using var api = await ApiHost.StartAsync();
        await api.Anonymous.GetAsync(Page);
        api.Stores.Journal.Before = call => call == PageRead ? throw new StoreUnavailableException("Only this one.") : Task.CompletedTask;
        api.Clock.Advance(TimeSpan.FromMinutes(10));
        await api.Stores.Pages.WriteHeartbeatAsync(new(api.Clock.GetUtcNow()), CancellationToken.None);

        (await api.Anonymous.GetStringAsync(Page)).ShouldContain("Not updated since <time datetime=\"2026-03-01T12:00:00Z\">");
    }

    [Fact]
    public async Task An_unknown_page_is_remembered_for_a_moment_and_found_once_it_is_there()
    {
        await using var api = await ApiHost.StartAsync();
        for (var i = 0; i < 5; i++) (await api.Anonymous.GetAsync("/status/newcomer")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.Stores.Journal.Count("Pages.Read newcomer").ShouldBe(1);

        await api.PatchAsync($"{ApiHost.Workspace}/status-page", """{"slug":"newcomer"}""");
        api.Clock.Advance(TimeSpan.FromSeconds(5));

        (await api.Anonymous.GetAsync("/status/newcomer")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Made_up_addresses_cost_bounded_memory_and_impossible_ones_no_read()
    {
        await using var api = await ApiHost.StartAsync();
        var cache = api.Service<PageCache>();

        for (var i = 0; i < 3 * PageCache.MaxUnknown; i++) (await cache.GetAsync($"made-up-{i}", PageFormat.Html)).ShouldBeNull();
        cache.Count.ShouldBeLessThanOrEqualTo(PageCache.MaxUnknown);
        api.Stores.Journal.Clear();
        foreach (var impossible in new[] { "~pipeline", "a", "-abc", "a b c", new string('a', 51), "ab/cd" }) (await cache.GetAsync(impossible, PageFormat.Html)).ShouldBeNull();
        api.Stores.Journal.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_moved_away_is_gone_from_memory_too()
    {
        await using var api = await ApiHost.StartAsync();
        await api.Anonymous.GetAsync(Page);
        await api.PatchAsync($"{ApiHost.Workspace}/status-page", """{"slug":"store"}""");

        api.Clock.Advance(TimeSpan.FromSeconds(61));

        (await api.Anonymous.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
