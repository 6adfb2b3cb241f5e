using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class SessionTests
{
    [Fact]
    public async Task Access_ends_after_a_quarter_of_an_hour_and_a_refresh_gives_new_tokens()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        api.Clock.Advance(Session.AccessLifetime);
        (await ada.GetAsync("account")).Status.ShouldBe(401);
        var (access, refresh) = (ada.Access, ada.Refresh);

        var answer = await ada.RefreshAsync();

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("session").GetProperty("lastUsedAt").GetString().ShouldBe("2026-03-01T12:15:00.000Z");
        (ada.Access == access, ada.Refresh == refresh).ShouldBe((false, false));
        (await ada.GetAsync("account")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_session_that_nobody_renews_ends_after_a_week()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        api.Clock.Advance(TimeSpan.FromDays(6));
        (await ada.RefreshAsync()).Status.ShouldBe(200);
        api.Clock.Advance(TimeSpan.FromDays(7));

        (await ada.RefreshAsync()).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_refresh_token_that_comes_back_ends_the_session_for_both_who_have_it()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var stolen = ada.Refresh;
        await ada.RefreshAsync();
        await ada.RefreshAsync();
        (await ada.GetAsync("account")).Status.ShouldBe(200);

        using var eve = new Someone(api, "eve@example.com");
        (await eve.RefreshAsync(stolen)).Status.ShouldBe(401);

        (await ada.GetAsync("account")).Status.ShouldBe(401);
        (await ada.RefreshAsync()).Status.ShouldBe(401);
        api.Stores.Sessions.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_whose_answer_was_lost_may_come_back_once_and_within_a_minute()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var kept = ada.Refresh;
        await ada.RefreshAsync();
        var lost = ada.Refresh;
        api.Clock.Advance(TimeSpan.FromSeconds(60));

        (await ada.RefreshAsync(kept)).Status.ShouldBe(200);
        (await ada.GetAsync("account")).Status.ShouldBe(200);

        (await ada.RefreshAsync(lost)).Status.ShouldBe(401);
        (await ada.GetAsync("account")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 61)]
    public async Task Twice_or_later_it_may_not(bool twice, int seconds)
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        var kept = ada.Refresh;
        await ada.RefreshAsync();
        if (twice) (await ada.RefreshAsync(kept)).Status.ShouldBe(200);
        api.Clock.Advance(TimeSpan.FromSeconds(seconds));

        (await ada.RefreshAsync(kept)).Status.ShouldBe(401);
        api.Stores.Sessions.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_knows_only_the_sessions_id_cannot_end_it()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var eve = new Someone(api, "eve@example.com");

        (await eve.RefreshAsync(ada.Refresh![..^32] + Ids.Random(32))).Status.ShouldBe(401);

        (await ada.GetAsync("account")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Sessions_are_listed_and_each_can_be_ended_by_its_own_person()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var bob = await Someone.SignedInAsync(api, "bob@example.com", "Bob");
        var first = ada.Access;
        var id = (await ada.GetAsync("sessions")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await ada.SignInAsync();

        var items = (await ada.GetAsync("sessions")).Json.GetProperty("items");
        items.EnumerateArray().Select(item => (item.GetProperty("id").GetString() == id, item.GetProperty("current").GetBoolean())).ShouldBe([(false, true), (true, false)]);
        items[1].EnumerateObject().Select(field => field.Name).ShouldBe(["id", "createdAt", "lastUsedAt", "expiresAt", "userAgent", "address", "current"]);

        (await bob.SendAsync("DELETE", $"sessions/{id}", null)).Status.ShouldBe(404);
        (await ada.SendAsync("DELETE", $"sessions/{Ids.New(Ids.Session)}", null)).Status.ShouldBe(404);
        (await ada.SendAsync("DELETE", $"sessions/{id}", null)).Status.ShouldBe(204);
        (await ada.GetAsync("account")).Status.ShouldBe(200);
        (await ada.SendAsync("DELETE", "sessions/current", null)).Status.ShouldBe(204);
        (await ada.GetAsync("account")).Status.ShouldBe(401);
        ada.Access = first;
        (await ada.GetAsync("account")).Status.ShouldBe(401);
        (await api.Stores.Users.ReadAsync(ada.Id, default))!.Value.SessionIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_gives_what_the_membership_does_and_a_foreign_workspace_looks_missing_for_the_same_reads()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await api.Stores.Members.TryCreateAsync(new() { WorkspaceId = ApiHost.WorkspaceId, UserId = ada.Id, Role = Role.Viewer, JoinedAt = api.Clock.GetUtcNow() }, default);

        (await ada.GetAsync($"workspaces/{ApiHost.WorkspaceId}")).Status.ShouldBe(200);
        (await ada.SendAsync("PATCH", $"workspaces/{ApiHost.WorkspaceId}", new { name = "Mine" })).Status.ShouldBe(403);
        var foreign = await ReadsAsync(api, () => ada.GetAsync($"workspaces/{ApiHost.ForeignWorkspaceId}"));
        var missing = await ReadsAsync(api, () => ada.GetAsync($"workspaces/{Ids.New(Ids.Workspace)}"));

        foreign.Answer.Status.ShouldBe(404);
        (missing.Answer.Status, missing.Answer.Text).ShouldBe((404, foreign.Answer.Text));
        foreign.Reads.Order().ShouldBe(missing.Reads.Order());
    }

    [Fact]
    public async Task A_key_is_no_person()
    {
        await using var api = await ApiHost.StartAsync();

        ((int)(await api.Client.GetAsync("/api/v1/account")).StatusCode).ShouldBe(403);
        ((int)(await api.Client.GetAsync("/api/v1/sessions")).StatusCode).ShouldBe(403);
        ((int)(await api.Anonymous.GetAsync("/api/v1/account")).StatusCode).ShouldBe(401);
    }

    private static async Task<(Answer Answer, string[] Reads)> ReadsAsync(ApiHost api, Func<Task<Answer>> ask)
    {
        api.Stores.Journal.Clear();
        var answer = await ask();
        return (answer, [.. api.Stores.Journal.Calls.Select(call => call.Split(' ')[0])]);
    }
}
