using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts.Members;

/// <summary>What people do with their workspaces, by the routes and with real sessions.</summary>
public class MemberRoutesTests
{
    [Fact]
    public async Task A_person_makes_workspaces_finds_them_and_renames_them()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        (await ada.GetAsync("workspaces")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);

        var made = await ada.SendAsync("POST", "workspaces", new { name = "Acme" });
        var id = made.Json.GetProperty("id").GetString()!;

        (made.Status, made.Json.GetProperty("role").GetString()).ShouldBe((201, "owner"));
        (await ada.SendAsync("PATCH", $"workspaces/{id}", new { name = "Acme & Co" })).Status.ShouldBe(200);
        (await WorkspacesAsync(ada)).ShouldBe([$"{id} Acme & Co owner"]);
        (await ada.SendAsync("POST", "workspaces", new { name = "" })).Pointer.ShouldBe("#/name");
        (await ada.GetAsync($"workspaces/{ApiHost.WorkspaceId}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Whoever_is_invited_comes_in_and_rises_and_goes()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = await CreateAsync(ada);

        var invited = await ada.SendAsync("POST", $"workspaces/{id}/invitations", new { email = "lee@example.com", role = "viewer" });
        (invited.Status, invited.Text.Contains("hi_")).ShouldBe((201, false));
        (await ItemsAsync(ada, $"workspaces/{id}/invitations")).Select(each => each.GetProperty("email").GetString()).ShouldBe(["lee@example.com"]);
        (await lee.GetAsync($"workspaces/{id}")).Status.ShouldBe(404);

        var accepted = await lee.SendAsync("POST", "invitations/accept", new { token = lee.Token() });
        (accepted.Status, accepted.Json.GetProperty("id").GetString(), accepted.Json.GetProperty("role").GetString()).ShouldBe((200, id, "viewer"));
        (await ItemsAsync(ada, $"workspaces/{id}/invitations")).ShouldBeEmpty();
        (await MembersAsync(lee, id)).ShouldBe(["Ada owner", "Lee viewer"]);

        (await lee.SendAsync("PATCH", $"workspaces/{id}/members/{lee.Id}", new { role = "admin" })).Status.ShouldBe(403);
        (await ada.SendAsync("PATCH", $"workspaces/{id}/members/{lee.Id}", new { role = "admin" })).Status.ShouldBe(200);
        (await lee.SendAsync("PATCH", $"workspaces/{id}/members/{ada.Id}", new { role = "viewer" })).Status.ShouldBe(409);
        (await lee.SendAsync("DELETE", $"workspaces/{id}/members/{ada.Id}", null)).Status.ShouldBe(409);
        (await ada.SendAsync("DELETE", $"workspaces/{id}/members/{lee.Id}", null)).Status.ShouldBe(204);
        (await lee.GetAsync($"workspaces/{id}")).Status.ShouldBe(404);
        (await WorkspacesAsync(lee)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_is_worth_nothing()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = await CreateAsync(ada);
        var invitation = (await ada.SendAsync("POST", $"workspaces/{id}/invitations", new { email = "lee@example.com", role = "viewer" })).Json.GetProperty("id").GetString();

        (await ada.SendAsync("DELETE", $"workspaces/{id}/invitations/{invitation}", null)).Status.ShouldBe(204);

        (await ada.SendAsync("DELETE", $"workspaces/{id}/invitations/{invitation}", null)).Status.ShouldBe(404);
        (await lee.SendAsync("POST", "invitations/accept", new { token = lee.Token() })).Status.ShouldBe(404);
        (await MembersAsync(ada, id)).ShouldBe(["Ada owner"]);
    }

    [Fact]
    public async Task An_owner_hands_the_workspace_on_and_may_leave_then()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = await CreateAsync(ada);
        await JoinAsync(ada, lee, id);

        (await ada.SendAsync("POST", $"workspaces/{id}/leave", null)).Status.ShouldBe(409);
        (await lee.SendAsync("POST", $"workspaces/{id}/transfer", new { userId = lee.Id })).Status.ShouldBe(403);
        var handed = await ada.SendAsync("POST", $"workspaces/{id}/transfer", new { userId = lee.Id });
        (handed.Status, handed.Json.GetProperty("role").GetString()).ShouldBe((200, "admin"));
        (await MembersAsync(lee, id)).Order().ShouldBe(["Ada admin", "Lee owner"]);

        (await ada.SendAsync("POST", $"workspaces/{id}/leave", null)).Status.ShouldBe(204);
        (await WorkspacesAsync(ada)).ShouldBeEmpty();
        (await MembersAsync(lee, id)).ShouldBe(["Lee owner"]);
    }

    [Theory]
    [InlineData("POST", "invitations", """{"email":"lee@example.com","role":"viewer"}""")]
    [InlineData("POST", "leave", null)]
    [InlineData("POST", "transfer", """{"userId":"usr_aaaaaaaaaaaaaaaa"}""")]
    [InlineData("DELETE", "members/usr_aaaaaaaaaaaaaaaa", null)]
    [InlineData("PATCH", "members/usr_aaaaaaaaaaaaaaaa", """{"role":"viewer"}""")]
    public async Task A_key_does_nothing_of_what_is_for_people(string method, string path, string? body)
    {
        await using var api = await ApiHost.StartAsync();

        ((int)(await api.CallAsync(ApiHost.Key, new(method), $"{ApiHost.Workspace}/{path}", body)).StatusCode).ShouldBe(403);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_deletes_the_account_leaves_no_way_back_in_by_an_old_invitation()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = await CreateAsync(ada);
        var token = await JoinAsync(ada, lee, id);
        (await lee.SendAsync("DELETE", "account", new { password = lee.Password })).Status.ShouldBe(204);
        api.Stores.Invitations.Json.ShouldBeEmpty();

        using var other = await Someone.SignedInAsync(api, "lee@example.com", "Another Lee");
        (await other.SendAsync("POST", "invitations/accept", new { token })).Status.ShouldBe(404);

        (await MembersAsync(ada, id)).ShouldBe(["Ada owner"]);
    }

    [Fact]
    public async Task An_invitation_that_one_account_accepted_is_worth_nothing_to_another_of_the_same_address()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = await CreateAsync(ada);
        var token = await JoinAsync(ada, lee, id);
        var stored = (await api.Stores.Users.ReadAsync(lee.Id, default))!;
        (await api.Stores.Users.TryMoveAsync(stored.Value with { Email = "lee@example.org" }, "lee@example.com", stored.ETag, default)).ShouldBe(Moved.Done);

        using var other = await Someone.SignedInAsync(api, "lee@example.com", "Another Lee");

        (await other.SendAsync("POST", "invitations/accept", new { token })).Status.ShouldBe(404);
        (await lee.SendAsync("POST", $"workspaces/{id}/leave", null)).Status.ShouldBe(204);
    }

    internal static async Task<string> CreateAsync(Someone owner) => (await owner.SendAsync("POST", "workspaces", new { name = "Acme" })).Json.GetProperty("id").GetString()!;

    /// <returns>The invitation's token.</returns>
    internal static async Task<string> JoinAsync(Someone owner, Someone other, string workspaceId, string role = "editor")
    {
        (await owner.SendAsync("POST", $"workspaces/{workspaceId}/invitations", new { email = other.Email, role })).Status.ShouldBe(201);
        var token = other.Token();
        (await other.SendAsync("POST", "invitations/accept", new { token })).Status.ShouldBe(200);
        return token;
    }

    private static async Task<JsonElement[]> ItemsAsync(Someone person, string path)
    {
        var answer = await person.GetAsync(path);
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Json.GetProperty("items").EnumerateArray()];
    }

    private static async Task<string[]> MembersAsync(Someone person, string workspaceId) =>
    [
        .. (await ItemsAsync(person, $"workspaces/{workspaceId}/members"))
            .Select(each => $"{each.GetProperty("name").GetString()} {each.GetProperty("role").GetString()}")
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<string[]> WorkspacesAsync(Someone person) =>
    [
        .. (await ItemsAsync(person, "workspaces"))
            .Select(each => $"{each.GetProperty("id").GetString()} {each.GetProperty("name").GetString()} {each.GetProperty("role").GetString()}"),
    ];
}
