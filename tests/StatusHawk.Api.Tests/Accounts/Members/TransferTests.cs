using StatusHawk.Api.Accounts.Members;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts.Members;

public class TransferTests
{
    [Fact]
    public async Task A_workspace_that_is_handed_on_is_the_others_and_who_had_it_is_an_admin()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee, ann) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        await lee.JoinAsync(id, Role.Viewer);
        await ann.JoinAsync(id, Role.Viewer);

        (await kim.TransferAsync(id, lee.Id)).ShouldBeOfType<Result<Workspace>.Done>();
        (await kim.RoleInAsync(id), await lee.RoleInAsync(id)).ShouldBe((Role.Admin, Role.Owner));
        (await kim.TransferAsync(id, kim.Id)).ShouldBeOfType<Result<Workspace>.Forbidden>();

        (await lee.TransferAsync(id, ann.Id)).ShouldBeOfType<Result<Workspace>.Done>();

        (await kim.RoleInAsync(id), await lee.RoleInAsync(id), await ann.RoleInAsync(id)).ShouldBe((Role.Admin, Role.Admin, Role.Owner));
    }

    [Fact]
    public async Task It_goes_to_members_only_and_to_oneself_is_fine()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, stranger) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        api.Stores.Journal.Clear();

        foreach (var to in new[] { stranger.Id, Ids.New(Ids.User), "usr_nobody", "" })
            (await kim.TransferAsync(id, to)).ShouldBeOfType<Result<Workspace>.Invalid>().Errors.ShouldBe([new FieldError("#/userId", "Must be a member of this workspace.")]);
        (await kim.TransferAsync(id, kim.Id)).ShouldBeOfType<Result<Workspace>.Done>();

        api.Stores.Journal.Writes.ShouldBeEmpty();
        (await kim.RoleInAsync(id)).ShouldBe(Role.Owner);
    }

    [Fact]
    public async Task Of_sixteen_at_once_one_is_done_and_there_is_one_owner()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        var id = (await kim.CreateWorkspaceAsync()).Id;
        var others = new List<Person>();
        for (var i = 0; i < 16; i++) others.Add(await (await Person.WithAccountAsync(api)).JoinAsync(id, Role.Editor));
        api.Stores.Journal.Before = _ => Task.Run(() => { });

        var results = await Task.WhenAll(others.Select(other => kim.TransferAsync(id, other.Id)));

        results.Count(result => result is Result<Workspace>.Done).ShouldBe(1);
        var roles = new List<Role?> { await kim.RoleInAsync(id) };
        foreach (var other in others) roles.Add(await other.RoleInAsync(id));
        roles.Count(role => role == Role.Owner).ShouldBe(1);
        roles[0].ShouldBe(Role.Admin);
        roles.Count(role => role == Role.Editor).ShouldBe(15);
    }

    [Fact]
    public async Task There_is_one_owner_whenever_it_dies_and_trying_again_completes_it()
    {
        var write = 1;
        for (var died = true; died; write++)
        {
            died = false;
            foreach (var happened in new[] { false, true })
            {
                await using var api = await ApiHost.StartAsync();
                var (kim, lee, ann) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
                var id = (await kim.CreateWorkspaceAsync()).Id;
                await lee.JoinAsync(id, Role.Viewer);
                await ann.JoinAsync(id, Role.Viewer);
                await kim.TransferAsync(id, lee.Id);
                api.Stores.Journal.DieAt(write, happened);
                died |= await Record.ExceptionAsync(() => lee.TransferAsync(id, ann.Id)) is not null;
                api.Stores.Journal.Recover();

                var roles = new[] { await kim.RoleInAsync(id), await lee.RoleInAsync(id), await ann.RoleInAsync(id) };
                roles.Count(role => role == Role.Owner).ShouldBe(1);
                if (roles[1] == Role.Owner) (await lee.TransferAsync(id, ann.Id)).ShouldBeOfType<Result<Workspace>.Done>();
                (await lee.RoleInAsync(id), await ann.RoleInAsync(id)).ShouldBe((Role.Admin, Role.Owner));
            }
        }

        write.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("Members.Delete")]
    [InlineData("Users.Replace")]
    [InlineData("Workspaces.Read")]
    public async Task Who_is_made_owner_while_leaving_is_owner_and_finds_it(string when)
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        await lee.JoinAsync(id, Role.Editor);
        var (handedOn, reads) = (false, 0);
        api.Stores.Journal.Before = async call =>
        {
            // The last read of the workspace is the one after everything is gone.
            if (handedOn || !call.StartsWith(when, StringComparison.Ordinal) || (when == "Workspaces.Read" && ++reads < 2)) return;
            handedOn = true;
            await kim.TransferAsync(id, lee.Id);
        };

        await api.Service<RemoveMember>().RunAsync(id, Role.Editor, lee.Id, default);
        api.Stores.Journal.Recover();

        handedOn.ShouldBeTrue();
        var owner = await lee.RoleInAsync(id) == Role.Owner ? lee : kim;
        (await owner.ListAsync()).ShouldBe([$"{id} Owner"]);
        (await api.Service<ReadMembers>().ListAsync((await api.Stores.Workspaces.ReadAsync(id, default))!, default)).Count(member => member.Role == Role.Owner).ShouldBe(1);
        if (owner == kim) (await lee.ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_leaves_just_before_being_made_owner_is_brought_back()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        await lee.JoinAsync(id, Role.Editor);
        var left = false;
        api.Stores.Journal.Before = async call =>
        {
            if (left || !call.StartsWith("Workspaces.Replace", StringComparison.Ordinal)) return;
            left = true;
            (await lee.RemoveAsync(id, lee)).ShouldBeOfType<Result<Member>.Done>();
        };

        (await kim.TransferAsync(id, lee.Id)).ShouldBeOfType<Result<Workspace>.Done>();

        (await lee.ListAsync()).ShouldBe([$"{id} Owner"]);
        (await kim.ListAsync()).ShouldBe([$"{id} Admin"]);
        (await api.Stores.Members.ReadAsync(id, lee.Id, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_is_given_more_than_a_person_may_own()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:MaxOwnedWorkspaces", "1"));
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        await lee.CreateWorkspaceAsync();
        await lee.JoinAsync(id, Role.Editor);

        (await kim.TransferAsync(id, lee.Id)).ShouldBeOfType<Result<Workspace>.Conflict>();

        (await kim.RoleInAsync(id)).ShouldBe(Role.Owner);
    }

    [Fact]
    public async Task The_new_owners_account_is_written_so_that_whoever_deletes_it_at_the_same_moment_looks_again()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        await lee.JoinAsync(id, Role.Editor);
        var before = (await api.Stores.Users.ReadAsync(lee.Id, default))!;

        (await kim.TransferAsync(id, lee.Id)).ShouldBeOfType<Result<Workspace>.Done>();

        (await api.Stores.Users.ReadAsync(lee.Id, default))!.ETag.ShouldNotBe(before.ETag);
        api.Stores.Journal.Writes.TakeLast(3).ShouldBe(["Workspaces.Replace", "Users.Replace", "Members.Create"]);
    }

    [Fact]
    public async Task Whoever_deletes_the_account_first_is_not_the_owner()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var id = (await kim.CreateWorkspaceAsync()).Id;
        await lee.JoinAsync(id, Role.Editor);
        api.Stores.Journal.Before = call =>
        {
            if (call.StartsWith("Workspaces.Replace", StringComparison.Ordinal)) api.Stores.Users.Forget(lee.Id);
            return Task.CompletedTask;
        };

        (await kim.TransferAsync(id, lee.Id)).ShouldBeOfType<Result<Workspace>.Invalid>();

        (await kim.ListAsync()).ShouldBe([$"{id} Owner"]);
    }
}
