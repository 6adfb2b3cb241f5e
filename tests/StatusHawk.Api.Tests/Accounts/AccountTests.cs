using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class AccountTests
{
    [Fact]
    public async Task A_name_is_changed_and_nothing_else_can_be()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);

        (await ada.SendAsync("PATCH", "account", new { name = " Countess " })).Json.GetProperty("name").GetString().ShouldBe("Countess");
        (await ada.SendAsync("PATCH", "account", new { email = "eve@example.com" })).Pointer.ShouldBe("#/email");
        (await ada.SendAsync("PATCH", "account", new { name = "" })).Pointer.ShouldBe("#/name");
        (await ada.GetAsync("account")).Json.GetProperty("name").GetString().ShouldBe("Countess");
    }

    [Fact]
    public async Task An_address_changes_when_the_mail_to_the_new_one_was_read_and_the_old_one_is_told()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var later = new Someone(api, "countess@example.com");

        (await ada.SendAsync("POST", "account/email", new { email = later.Email, password = "wrong horse battery" })).Pointer.ShouldBe("#/password");
        (await ada.SendAsync("POST", "account/email", new { email = later.Email, password = ada.Password })).Status.ShouldBe(202);
        (await later.SignInAsync()).Status.ShouldBe(401);
        var token = later.Token();
        (await later.SendAsync("POST", "accounts/email-changes/confirm", new { token })).Status.ShouldBe(204);

        (await later.SendAsync("POST", "accounts/email-changes/confirm", new { token })).Pointer.ShouldBe("#/token");
        (ada.Mails()[^1].Kind, ada.Mails()[^1].Other).ShouldBe((AccountMailKind.EmailChanged, later.Email));
        (await later.SignInAsync()).Status.ShouldBe(201);
        (await ada.SignInAsync()).Status.ShouldBe(401);
        later.Id.ShouldBe(ada.Id);
    }

    [Fact]
    public async Task Nobody_learns_from_a_change_who_has_an_address_and_nobody_gets_anothers()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var bob = new Someone(api, "bob@example.com");
        var free = await ada.SendAsync("POST", "account/email", new { email = bob.Email, password = ada.Password });
        var token = bob.Token();
        await bob.RegisterAsync("Bob");

        var taken = await ada.SendAsync("POST", "account/email", new { email = bob.Email, password = ada.Password });

        (taken.Status, taken.Text).ShouldBe((free.Status, free.Text));
        bob.Mails()[^1].Kind.ShouldBe(AccountMailKind.AddressTaken);
        (await ada.SendAsync("POST", "accounts/email-changes/confirm", new { token })).Pointer.ShouldBe("#/token");
        (await bob.SignInAsync()).Status.ShouldBe(201);
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task An_account_is_deleted_with_its_memberships_and_sessions()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await JoinAsync(api, ada, Role.Admin);

        (await ada.SendAsync("DELETE", "account", new { password = "wrong horse battery" })).Pointer.ShouldBe("#/password");
        (await ada.SendAsync("DELETE", "account", new { password = ada.Password })).Status.ShouldBe(204);

        (await ada.GetAsync("account")).Status.ShouldBe(401);
        (await ada.SignInAsync()).Status.ShouldBe(401);
        api.Stores.Users.Json.ShouldBeEmpty();
        api.Stores.Sessions.All.ShouldBeEmpty();
        (await api.Stores.Members.ListAsync(ApiHost.WorkspaceId, default)).ShouldBeEmpty();
        await ada.RegisterAsync();
        (await ada.SignInAsync()).Status.ShouldBe(201);
    }

    [Fact]
    public async Task The_only_owner_of_a_workspace_is_told_which_and_stays()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await JoinAsync(api, ada, Role.Owner);

        var answer = await ada.SendAsync("DELETE", "account", new { password = ada.Password });

        answer.Status.ShouldBe(409);
        answer.Json.GetProperty("detail").GetString()!.ShouldContain($"\"shop\" ({ApiHost.WorkspaceId})");
        (await ada.GetAsync("account")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Who_dies_while_deleting_can_sign_in_and_delete_again(int write, bool happened)
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        await JoinAsync(api, ada, Role.Admin);
        api.Stores.Journal.DieAt(write, happened);
        await ada.SendAsync("DELETE", "account", new { password = ada.Password });
        api.Stores.Journal.Recover();

        (await ada.SignInAsync()).Status.ShouldBe(201);
        (await ada.SendAsync("DELETE", "account", new { password = ada.Password })).Status.ShouldBe(204);
        api.Stores.Users.Json.ShouldBeEmpty();
        api.Stores.Sessions.All.ShouldBeEmpty();
    }

    private static async Task JoinAsync(ApiHost api, Someone person, Role role)
    {
        var stored = (await api.Stores.Users.ReadAsync(person.Id, default))!;
        await api.Stores.Users.TryReplaceAsync(stored.Value with { WorkspaceIds = [ApiHost.WorkspaceId] }, stored.ETag, default);
        await api.Stores.Members.TryCreateAsync(new() { WorkspaceId = ApiHost.WorkspaceId, UserId = person.Id, Role = role, JoinedAt = api.Clock.GetUtcNow() }, default);
    }
}
