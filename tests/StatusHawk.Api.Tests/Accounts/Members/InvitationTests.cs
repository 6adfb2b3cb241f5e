using System.Text.Json;
using StatusHawk.Api.Accounts.Members;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts.Members;

public class InvitationTests
{
    private const string Address = "Lee@Example.com";

    [Fact]
    public async Task An_invitation_is_stored_without_its_token_and_mailed_with_it_sealed()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api, "kim@example.com");
        var workspace = await kim.CreateWorkspaceAsync();
        api.Stores.Journal.Clear();

        var invitation = (await kim.InviteAsync(workspace, $" {Address} ")).ShouldBeOfType<Result<Invitation>.Done>().Value;

        api.Stores.Journal.Writes.Where(call => call != "Users.Find").ShouldBe(["Invitations.Put", "Queues.Send"]);
        var mail = Mails(api).ShouldHaveSingleItem();
        (mail.Kind, mail.To, mail.Other, mail.Workspace, mail.ExpiresAt).ShouldBe((AccountMailKind.Invitation, Address, "kim@example.com", "Acme", invitation.ExpiresAt));
        (invitation.Email, invitation.Role, invitation.ExpiresAt - invitation.CreatedAt).ShouldBe((Address, Role.Editor, TimeSpan.FromDays(7)));
        var token = Token(api);
        token.ShouldMatch($"^hi_{workspace.Id[3..]}_[a-z2-9]{{32}}$");
        foreach (var json in api.Stores.Invitations.Json.Concat(api.Stores.Queues.Sent.Select(sent => sent.Json))) json.ShouldNotContain(token);
        api.Log.Lines.ShouldNotContain(line => line.Text.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"role":"viewer"}""", "#/email")]
    [InlineData("""{"email":"lee@example.com"}""", "#/role")]
    [InlineData("""{"email":"lee","role":"viewer"}""", "#/email")]
    [InlineData("""{"email":"Lee <lee@example.com>","role":"viewer"}""", "#/email")]
    [InlineData("""{"email":"lee@example.com\r\nBcc: all@example.com","role":"viewer"}""", "#/email")]
    [InlineData("""{"email":7,"role":"viewer"}""", "#/email")]
    [InlineData("""{"email":"lee@example.com","role":"owner"}""", "#/role")]
    [InlineData("""{"email":"lee@example.com","role":"Viewer"}""", "#/role")]
    [InlineData("""{"email":"lee@example.com","role":"viewer","token":"x"}""", "#/token")]
    [InlineData("[]", "#")]
    public async Task A_wrong_one_invites_nobody(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        var workspace = await kim.CreateWorkspaceAsync();
        api.Stores.Journal.Clear();

        using var json = JsonDocument.Parse(body);
        var result = await api.Service<InviteMember>().RunAsync(workspace, kim.Caller, Role.Owner, json.RootElement, new(), default);

        result.ShouldBeOfType<Result<Invitation>.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whose_address_it_is_comes_in_with_the_role_that_was_offered_and_twice_is_once()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, "lee@example.COM"));
        var workspace = await kim.CreateWorkspaceAsync();
        await kim.InviteAsync(workspace, Address, "viewer");
        var token = Token(api);

        (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Done>().Value.ShouldBe((workspace, Role.Viewer));
        (await kim.ChangeAsync(workspace.Id, lee, "admin")).ShouldBeOfType<Result<MemberView>.Done>();
        (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Done>().Value.ShouldBe((workspace, Role.Admin));

        (await lee.ListAsync()).ShouldBe([$"{workspace.Id} Admin"]);
        (await ListAsync(api, workspace)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sixteen_at_once_are_one_membership()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, Address));
        var workspace = await kim.CreateWorkspaceAsync();
        await kim.InviteAsync(workspace, Address);
        var token = Token(api);
        api.Stores.Journal.Before = _ => Task.Run(() => { });

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => lee.AcceptAsync(token)));

        results.ShouldAllBe(result => result is Result<(Workspace, Role)>.Done);
        (await api.Stores.Members.ListAsync(workspace.Id, default)).Count.ShouldBe(2);
        (await lee.ListAsync()).ShouldBe([$"{workspace.Id} Editor"]);
    }

    [Fact]
    public async Task Accepting_that_dies_at_any_write_is_completed_by_accepting_again()
    {
        var write = 1;
        for (var died = true; died; write++)
        {
            died = false;
            foreach (var happened in new[] { false, true })
            {
                await using var api = await ApiHost.StartAsync();
                var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, Address));
                var workspace = await kim.CreateWorkspaceAsync();
                await kim.InviteAsync(workspace, Address);
                var token = Token(api);
                api.Stores.Journal.DieAt(write, happened);
                died |= await Record.ExceptionAsync(() => lee.AcceptAsync(token)) is not null;
                api.Stores.Journal.Recover();

                (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Done>();

                (await lee.ListAsync()).ShouldBe([$"{workspace.Id} Editor"], $"died at write {write}");
            }
        }

        write.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_token_that_is_unknown_expired_taken_back_replaced_or_anothers_is_worth_nothing_with_the_same_reads()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee, ann) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, Address), await Person.WithAccountAsync(api, "ann@example.com"));
        var (workspace, other) = (await kim.CreateWorkspaceAsync(), await kim.CreateWorkspaceAsync());
        await kim.InviteAsync(workspace, Address);
        var replaced = Token(api);
        await kim.InviteAsync(workspace, Address, "viewer");
        var token = Token(api);
        (await ListAsync(api, workspace)).ShouldHaveSingleItem().Role.ShouldBe(Role.Viewer);

        string[] worthless = [replaced, InvitationToken.New(workspace.Id).Text, InvitationToken.New(other.Id).Text, InvitationToken.New(Ids.New(Ids.Workspace)).Text];
        foreach (var (who, what) in worthless.Select(text => (lee, text)).Append((ann, token)))
        {
            api.Stores.Journal.Clear();
            (await who.AcceptAsync(what)).ShouldBeOfType<Result<(Workspace, Role)>.Missing>();
            api.Stores.Journal.Calls.Select(call => call.Split(' ')[0]).ShouldBe(["Users.Read", "Workspaces.Read", "Members.Read", "Invitations.Read"]);
        }

        foreach (var text in new[] { "", "hi_", token.ToUpperInvariant(), token + "a", ApiHost.Key })
            (await lee.AcceptAsync(text)).ShouldBeOfType<Result<(Workspace, Role)>.Missing>();

        api.Clock.Advance(Invitation.Lifetime);
        (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Missing>();
        (await ListAsync(api, workspace)).ShouldBeEmpty();
        (await lee.ListAsync()).ShouldBeEmpty();
        (await ann.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Taking_back_and_accepting_at_once_is_one_of_both()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, Address));
        var workspace = await kim.CreateWorkspaceAsync();
        var id = (await kim.InviteAsync(workspace, Address)).ShouldBeOfType<Result<Invitation>.Done>().Value.Id;
        var token = Token(api);
        var revoked = false;
        api.Stores.Journal.Before = async call =>
        {
            if (revoked || !call.StartsWith("Invitations.Replace", StringComparison.Ordinal)) return;
            revoked = true;
            await api.Stores.Invitations.DeleteAsync(workspace.Id, id, default);
        };

        (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Missing>();

        (await lee.RoleInAsync(workspace.Id)).ShouldBeNull();
        (await lee.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_taken_out_does_not_come_back_with_an_old_token()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, Address));
        var workspace = await kim.CreateWorkspaceAsync();
        await kim.InviteAsync(workspace, Address);
        var token = Token(api);
        await lee.AcceptAsync(token);
        await kim.RemoveAsync(workspace.Id, lee);

        (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Missing>();
        (await lee.ListAsync()).ShouldBeEmpty();

        await kim.InviteAsync(workspace, Address);
        (await lee.AcceptAsync(Token(api))).ShouldBeOfType<Result<(Workspace, Role)>.Done>();
    }

    [Fact]
    public async Task Who_is_taken_out_while_accepting_again_stays_out()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api, Address));
        var workspace = await kim.CreateWorkspaceAsync();
        await kim.InviteAsync(workspace, Address);
        var token = Token(api);
        var removed = false;
        await lee.AcceptAsync(token);
        await api.Stores.Members.DeleteAsync(workspace.Id, lee.Id, default);
        api.Stores.Journal.Before = async call =>
        {
            if (removed || !call.StartsWith("Members.Create", StringComparison.Ordinal)) return;
            removed = true;
            await api.Service<Memberships>().EndAsync(workspace.Id, lee.Id, default);
        };

        (await lee.AcceptAsync(token)).ShouldBeOfType<Result<(Workspace, Role)>.Missing>();

        removed.ShouldBeTrue();
        (await lee.RoleInAsync(workspace.Id)).ShouldBeNull();
        (await lee.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_is_not_invited_and_whether_others_have_accounts_is_not_told()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api, "kim@example.com"), await Person.WithAccountAsync(api, Address));
        var workspace = await kim.CreateWorkspaceAsync();

        (await kim.InviteAsync(workspace, "KIM@example.com")).ShouldBeOfType<Result<Invitation>.Conflict>();
        (await kim.InviteAsync(workspace, "nobody@example.com")).ShouldBeOfType<Result<Invitation>.Done>();
        (await kim.InviteAsync(workspace, Address)).ShouldBeOfType<Result<Invitation>.Done>();
        await lee.AcceptAsync(Token(api));
        (await kim.InviteAsync(workspace, Address)).ShouldBeOfType<Result<Invitation>.Conflict>();

        Mails(api).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_workspace_has_so_many_open_invitations_and_the_same_address_again_is_none_more()
    {
        await using var api = await ApiHost.StartAsync(("Plans:standard:Members", "1000"));
        var kim = await Person.WithAccountAsync(api);
        var workspace = await kim.CreateWorkspaceAsync();
        for (var i = 0; i < WorkspaceLimits.MaxInvitations; i++) (await kim.InviteAsync(workspace, $"{i}@example.com")).ShouldBeOfType<Result<Invitation>.Done>();

        (await kim.InviteAsync(workspace, Address)).ShouldBeOfType<Result<Invitation>.Conflict>();
        (await kim.InviteAsync(workspace, "7@example.com")).ShouldBeOfType<Result<Invitation>.Done>();

        api.Clock.Advance(Invitation.Lifetime);
        (await kim.InviteAsync(workspace, Address)).ShouldBeOfType<Result<Invitation>.Done>();
    }

    [Fact]
    public async Task A_mail_that_cannot_be_asked_for_is_told_and_asking_again_replaces_the_invitation()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        var workspace = await kim.CreateWorkspaceAsync();
        api.Stores.Journal.Before = call =>
            call.StartsWith("Queues.Send", StringComparison.Ordinal) ? throw new InvalidOperationException("The queue is away.") : Task.CompletedTask;

        await Should.ThrowAsync<StoreUnavailableException>(() => kim.InviteAsync(workspace, Address));
        api.Stores.Journal.Recover();
        await kim.InviteAsync(workspace, Address);

        (await ListAsync(api, workspace)).Count.ShouldBe(1);
        Mails(api).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_lists_invitations_and_neither_makes_nor_takes_back_any()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api, "kim@example.com");
        var workspace = (await api.Stores.Workspaces.ReadAsync(ApiHost.WorkspaceId, default))!;
        var lee = Person.Json(new { email = "lee@example.com", role = "viewer" });
        var invited = await api.Service<InviteMember>().RunAsync(workspace, kim.Caller, Role.Admin, lee, new(), default);
        var id = invited.ShouldBeOfType<Result<Invitation>.Done>().Value.Id;
        api.Stores.Journal.Clear();

        var list = await ApiHost.JsonAsync(await api.Client.GetAsync($"{ApiHost.Workspace}/invitations"));

        list.GetRawText().ShouldBe(
            $$"""
            {"items":[{"id":"{{id}}","email":"lee@example.com","role":"viewer","invitedBy":"kim@example.com",
            "createdAt":"2026-03-01T12:00:00.000Z","expiresAt":"2026-03-08T12:00:00.000Z"}],"next":null}
            """.ReplaceLineEndings(""));
        ((int)(await api.PostAsync($"{ApiHost.Workspace}/invitations", """{"email":"a@example.com","role":"viewer"}""")).StatusCode).ShouldBe(403);
        ((int)(await api.Client.DeleteAsync($"{ApiHost.Workspace}/invitations/{id}")).StatusCode).ShouldBe(403);
        ((int)(await api.PostAsync("/api/v1/invitations/accept", """{"token":"hi_"}""")).StatusCode).ShouldBe(403);
        ((int)(await api.Client.GetAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/invitations")).StatusCode).ShouldBe(404);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    private static IReadOnlyList<AccountMail> Mails(ApiHost api) => api.Stores.Queues.Of<AccountMail>(Queues.Mails);

    /// <summary>What stands in the last mail.</summary>
    private static string Token(ApiHost api)
    {
        var mail = Mails(api)[^1];
        return api.Service<Sealer>().Open(mail.SealedToken!, mail.Id);
    }

    private static async Task<IReadOnlyList<Invitation>> ListAsync(ApiHost api, Workspace workspace) =>
        [.. (await api.Stores.Invitations.ListAsync(workspace.Id, default)).Where(invitation => invitation.IsPending(api.Clock.GetUtcNow()))];
}
