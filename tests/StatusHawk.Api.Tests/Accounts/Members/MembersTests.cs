using StatusHawk.Api.Accounts;
using StatusHawk.Api.Accounts.Members;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts.Members;

public class MembersTests
{
    [Fact]
    public async Task Members_are_listed_with_names_and_addresses_by_when_they_came_and_whose_account_is_gone_is_left_out()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api, "kim@example.com"), await Person.WithAccountAsync(api, "lee@example.com"));
        var workspace = await kim.CreateWorkspaceAsync();
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await lee.JoinAsync(workspace.Id, Role.Editor);
        await api.Stores.Members.TryCreateAsync(new() { WorkspaceId = workspace.Id, UserId = Ids.New(Ids.User), Role = Role.Admin, JoinedAt = api.Clock.GetUtcNow() }, default);

        var listed = await api.Service<ReadMembers>().ListAsync(workspace, default);

        listed.ShouldBe(
        [
            new MemberView(kim.Id, "Kim", "kim@example.com", Role.Owner, workspace.CreatedAt),
            new MemberView(lee.Id, "Kim", "lee@example.com", Role.Editor, workspace.CreatedAt.AddMinutes(1)),
        ]);
    }

    [Fact]
    public async Task A_key_lists_members_and_changes_none()
    {
        await using var api = await ApiHost.StartAsync();
        var lee = await (await Person.WithAccountAsync(api, "lee@example.com")).JoinAsync(ApiHost.WorkspaceId, Role.Editor);
        api.Stores.Journal.Clear();

        var list = await ApiHost.JsonAsync(await api.Client.GetAsync($"{ApiHost.Workspace}/members"));

        list.GetProperty("items").GetRawText().ShouldBe(
            $$"""[{"userId":"{{lee.Id}}","name":"Kim","email":"lee@example.com","role":"editor","joinedAt":"2026-03-01T12:00:00.000Z"}]""");
        ((int)(await api.PatchAsync($"{ApiHost.Workspace}/members/{lee.Id}", """{"role":"viewer"}""")).StatusCode).ShouldBe(403);
        ((int)(await api.Client.DeleteAsync($"{ApiHost.Workspace}/members/{lee.Id}")).StatusCode).ShouldBe(403);
        ((int)(await api.PostAsync($"{ApiHost.Workspace}/leave", "{}")).StatusCode).ShouldBe(403);
        ((int)(await api.PostAsync($"{ApiHost.Workspace}/transfer", $$"""{"userId":"{{lee.Id}}"}""")).StatusCode).ShouldBe(403);
        ((int)(await api.Client.GetAsync($"/api/v1/workspaces/{ApiHost.ForeignWorkspaceId}/members")).StatusCode).ShouldBe(404);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_admin_gives_every_role_but_the_owners_and_the_owner_stays_what_the_owner_is()
    {
        await using var api = await ApiHost.StartAsync();
        var (owner, admin, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await owner.CreateWorkspaceAsync()).Id;
        await admin.JoinAsync(id, Role.Admin);
        await lee.JoinAsync(id, Role.Viewer);

        foreach (var (word, role) in new[] { ("editor", Role.Editor), ("admin", Role.Admin), ("viewer", Role.Viewer), ("viewer", Role.Viewer) })
        {
            (await admin.ChangeAsync(id, lee, word)).ShouldBeOfType<Result<MemberView>.Done>().Value.Role.ShouldBe(role);
            (await lee.RoleInAsync(id)).ShouldBe(role);
        }

        (await admin.ChangeAsync(id, lee, "owner")).ShouldBeOfType<Result<MemberView>.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe("#/role");
        (await admin.ChangeAsync(id, owner, "viewer")).ShouldBeOfType<Result<MemberView>.Conflict>();
        (await owner.ChangeAsync(id, owner, "viewer")).ShouldBeOfType<Result<MemberView>.Conflict>();
        (await owner.RoleInAsync(id)).ShouldBe(Role.Owner);
    }

    [Fact]
    public async Task Nobody_gives_or_takes_a_role_above_their_own()
    {
        await using var api = await ApiHost.StartAsync();
        var (owner, admin, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var workspace = await owner.CreateWorkspaceAsync();
        await admin.JoinAsync(workspace.Id, Role.Admin);
        await lee.JoinAsync(workspace.Id, Role.Editor);

        (await lee.ChangeAsync(workspace.Id, lee, "admin")).ShouldBeOfType<Result<MemberView>.Forbidden>();
        (await lee.ChangeAsync(workspace.Id, admin, "viewer")).ShouldBeOfType<Result<MemberView>.Forbidden>();
        (await lee.RemoveAsync(workspace.Id, admin)).ShouldBeOfType<Result<Member>.Forbidden>();
        (await lee.InviteAsync(workspace, "new@example.com", "admin")).ShouldBeOfType<Result<Invitation>.Forbidden>();

        (await lee.RoleInAsync(workspace.Id), await admin.RoleInAsync(workspace.Id)).ShouldBe((Role.Editor, Role.Admin));
    }

    [Fact]
    public async Task Who_is_taken_out_or_leaves_has_nothing_there_any_more()
    {
        await using var api = await ApiHost.StartAsync();
        var (owner, ann, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await owner.CreateWorkspaceAsync()).Id;
        await ann.JoinAsync(id, Role.Admin);
        await lee.JoinAsync(id, Role.Editor);

        (await owner.RemoveAsync(id, ann)).ShouldBeOfType<Result<Member>.Done>();
        (await lee.RemoveAsync(id, lee)).ShouldBeOfType<Result<Member>.Done>();

        foreach (var gone in new[] { ann, lee })
        {
            (await gone.RoleInAsync(id)).ShouldBeNull();
            (await gone.ListAsync()).ShouldBeEmpty();
            (await api.Stores.Users.ReadAsync(gone.Id, default))!.Value.WorkspaceIds.ShouldBeEmpty();
            (await owner.RemoveAsync(id, gone)).ShouldBeOfType<Result<Member>.Missing>();
            (await owner.ChangeAsync(id, gone, "viewer")).ShouldBeOfType<Result<MemberView>.Missing>();
        }
    }

    [Fact]
    public async Task The_owner_neither_leaves_nor_is_taken_out()
    {
        await using var api = await ApiHost.StartAsync();
        var (owner, admin) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await owner.CreateWorkspaceAsync()).Id;
        await admin.JoinAsync(id, Role.Admin);

        (await owner.RemoveAsync(id, owner)).ShouldBeOfType<Result<Member>.Conflict>();
        (await admin.RemoveAsync(id, owner)).ShouldBeOfType<Result<Member>.Conflict>();

        (await owner.ListAsync()).ShouldBe([$"{id} Owner"]);
    }

    [Fact]
    public async Task A_member_of_another_workspace_is_not_there()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var (mine, theirs) = (await kim.CreateWorkspaceAsync(), await lee.CreateWorkspaceAsync());
        api.Stores.Journal.Clear();

        (await kim.ChangeAsync(mine.Id, lee, "viewer")).ShouldBeOfType<Result<MemberView>.Missing>();
        (await kim.RemoveAsync(mine.Id, lee)).ShouldBeOfType<Result<Member>.Missing>();
        (await api.Service<ChangeMember>().RunAsync(mine.Id, Role.Owner, "usr_nobody", Person.Json(new { role = "viewer" }), default)).ShouldBeOfType<Result<MemberView>.Missing>();

        api.Stores.Journal.Writes.ShouldBeEmpty();
        (await lee.ListAsync()).ShouldBe([$"{theirs.Id} Owner"]);
    }

    [Fact]
    public async Task A_change_that_somebody_overtook_holds()
    {
        await using var api = await ApiHost.StartAsync();
        var (owner, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await owner.CreateWorkspaceAsync()).Id;
        await lee.JoinAsync(id, Role.Viewer);
        var overtaken = false;
        api.Stores.Journal.Before = async call =>
        {
            if (overtaken || !call.StartsWith("Members.Replace", StringComparison.Ordinal)) return;
            overtaken = true;
            await owner.ChangeAsync(id, lee, "admin");
        };

        (await owner.ChangeAsync(id, lee, "editor")).ShouldBeOfType<Result<MemberView>.Done>();

        (await lee.RoleInAsync(id)).ShouldBe(Role.Editor);
    }

    [Fact]
    public async Task Going_that_dies_in_the_middle_can_be_done_again_and_nobody_is_left_half_in()
    {
        for (var write = 1; write <= 3; write++)
        {
            foreach (var happened in new[] { false, true })
            {
                await using var api = await ApiHost.StartAsync();
                var (owner, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
                var id = (await owner.CreateWorkspaceAsync()).Id;
                await lee.JoinAsync(id, Role.Editor);
                api.Stores.Journal.DieAt(write, happened);
                (await Record.ExceptionAsync(() => owner.RemoveAsync(id, lee))).ShouldNotBeNull();
                api.Stores.Journal.Recover();

                var isIn = await lee.RoleInAsync(id) is not null;
                (await lee.ListAsync()).Length.ShouldBe(isIn ? 1 : 0);
                await owner.RemoveAsync(id, lee);
                (await lee.ListAsync()).ShouldBeEmpty();
                (await api.Service<Memberships>().JoinAsync(id, lee.Id, Role.Viewer, default)).ShouldBeTrue();
                (await lee.ListAsync()).ShouldBe([$"{id} Viewer"]);
            }
        }
    }
}
