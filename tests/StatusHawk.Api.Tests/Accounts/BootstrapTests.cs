using System.Net;
using Microsoft.Extensions.Options;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Api.Tests.Accounts;

public class BootstrapTests
{
    private static readonly (string, string?)[] Settings =
    [
        ("Bootstrap:WorkspaceId", ApiHost.WorkspaceId),
        ("Bootstrap:WorkspaceName", "Demo"),
        ("Bootstrap:ApiKey", ApiHost.Key),
        ("Bootstrap:PageSlug", "demo"),
        ("Bootstrap:PageTitle", "Demo status"),
    ];

    [Fact]
    public async Task The_first_workspace_key_and_page_are_made_and_never_again()
    {
        var (stores, clock) = (new InMemoryStores(), new ManualClock());
        for (var start = 1; start <= 2; start++)
        {
            await using var api = await ApiHost.StartAsync(stores, clock, Settings);

            await Eventually.TrueAsync(() => api.Log.Lines.Any(l => l.Text.Contains("of the settings is there")));

            (await api.Client.GetAsync(ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await api.Client.GetStringAsync($"{ApiHost.Workspace}/status-page")).ShouldContain("\"slug\":\"demo\"");
            (await api.Anonymous.GetStringAsync("/status/demo")).ShouldContain("<h1>Demo status</h1>");
            clock.Advance(TimeSpan.FromHours(1));
        }

        stores.Workspaces.Json.Count.ShouldBe(2);
        stores.Workspaces.Json.ShouldAllBe(json => !json.Contains(ApiHost.Key));
        stores.Pages.All.ShouldHaveSingleItem().UpdatedAt.ShouldBe(new ManualClock().GetUtcNow());
        stores.Journal.Count("StatusPages.Write").ShouldBe(1);
    }

    [Fact]
    public async Task What_a_person_changed_since_stays()
    {
        var (stores, clock) = (new InMemoryStores(), new ManualClock());
        await using (var first = await ApiHost.StartAsync(stores, clock, Settings))
        {
            await Eventually.TrueAsync(() => first.Log.Lines.Any(l => l.Text.Contains("of the settings is there")));
            (await first.PatchAsync($"{ApiHost.Workspace}/status-page", """{"slug":"moved","title":"Mine"}""")).EnsureSuccessStatusCode();
        }

        await using var second = await ApiHost.StartAsync(stores, clock, Settings);
        await Eventually.TrueAsync(() => second.Log.Lines.Any(l => l.Text.Contains("of the settings is there")));

        (await second.Client.GetStringAsync($"{ApiHost.Workspace}/status-page")).ShouldContain("\"slug\":\"moved\"");
        stores.Pages.All.ShouldHaveSingleItem().Slug.ShouldBe("moved");
    }

    [Fact]
    public async Task It_goes_on_trying_while_the_store_is_away_and_health_answers()
    {
        var (stores, clock) = (new InMemoryStores(), new ManualClock());
        stores.Journal.FailAll();
        await using var api = await ApiHost.StartAsync(stores, clock, Settings);
        await Eventually.TrueAsync(() => stores.Journal.Count("Workspaces.Create") >= 1);

        (await api.Anonymous.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        stores.Journal.Recover();

        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return api.Log.Lines.Any(l => l.Text.Contains("of the settings is there"));
        });
        (await api.Client.GetAsync(ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Dying_half_way_is_made_up_for_by_the_next_start(int write)
    {
        var (stores, clock) = (new InMemoryStores(), new ManualClock());
        stores.Journal.DieAt(write, happened: true);
        await using (var first = await ApiHost.StartAsync(stores, clock, Settings))
            await Eventually.TrueAsync(() => first.Log.Lines.Any(l => l.Text.Contains("could not be")));
        stores.Journal.Recover();

        await using var second = await ApiHost.StartAsync(stores, clock, Settings);
        await Eventually.TrueAsync(() => second.Log.Lines.Any(l => l.Text.Contains("of the settings is there")));

        (await second.Client.GetAsync($"{ApiHost.Workspace}/status-page")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Anonymous.GetAsync("/status/demo")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public static TheoryData<string, string?> WrongSettings => new()
    {
        { "Bootstrap:WorkspaceId", "ws_short" },
        { "Bootstrap:WorkspaceId", null },
        { "Bootstrap:WorkspaceName", null },
        { "Bootstrap:ApiKey", "hk_nothing" },
        { "Bootstrap:ApiKey", ApiKeyToken.New(ApiHost.ForeignWorkspaceId).Text },
        { "Bootstrap:PageSlug", "Not A Slug" },
        { "Bootstrap:PageTitle", "" },
        { "Bootstrap:OwnerEmail", "no address" },
        { "Bootstrap:OwnerPassword", "short" },
        { "Api:TrustedProxies", "-1" },
        { "Accounts:AppUrl", "app.example.com" },
        { "Accounts:PasswordIterations", "1000" },
        { "Api:PublicUrl", "status.example.com" },
        { "Api:PublicUrl", "https://status.example.com/path" },
        { "Regions:Names:0", "Not A Region" },
        { "Regions:Names:0", "eu" },
        { "Sealing:CurrentKeyId", "" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string name, string? value)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(
            () => ApiHost.StartAsync(new InMemoryStores(), new ManualClock(), [.. Settings, (name, value)]));

        failure.Message.ShouldContain(name.Split(':')[1]);
        failure.Message.ShouldNotContain(ApiHost.Key);
    }
}
