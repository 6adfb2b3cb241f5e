using StatusHawk.Api.Accounts;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class CreateWorkspaceTests
{
    [Fact]
    public async Task The_account_knows_of_it_before_it_is_there_and_its_owner_is_in_it_last()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        api.Stores.Journal.Clear();

        var made = await kim.CreateWorkspaceAsync(" Acme ");

        api.Stores.Journal.Writes.ShouldBe(["Users.Replace", "Workspaces.Create", "Pages.Write", "StatusPages.Write", "Queues.Send", "Users.Replace", "Members.Create"]);
        (made.Name, made.OwnerId).ShouldBe(("Acme", kim.Id));
        (await kim.RoleInAsync(made.Id)).ShouldBe(Role.Owner);
        (await kim.ListAsync()).ShouldBe([$"{made.Id} Owner"]);
        var page = (await api.Stores.StatusPages.ReadAsync(made.Id, default))!.Value;
        (await api.Anonymous.GetAsync($"/status/{page.Slug}")).EnsureSuccessStatusCode();
        page.Slug.ShouldNotContain(made.Id[3..]);
    }

    [Theory]
    [InlineData("""{}""", "#/name")]
    [InlineData("""{"name":""}""", "#/name")]
    [InlineData("""{"name":null}""", "#/name")]
    [InlineData("""{"name":"a","plan":"big"}""", "#/plan")]
    [InlineData("""{"name":"a","id":"ws_aaaabbbbccccdddd"}""", "#/id")]
    [InlineData("[]", "#")]
    public async Task A_wrong_one_makes_nothing(string body, string pointer)
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        api.Stores.Journal.Clear();

        var result = await api.Service<CreateWorkspace>().RunAsync(kim.Id, System.Text.Json.JsonDocument.Parse(body).RootElement, Ids.New(Ids.Workspace), default);

        result.ShouldBeOfType<Result<Workspace>.Invalid>().Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_dies_at_any_write_leaves_nothing_or_one_that_its_owner_finds_and_finds_whole()
    {
        var write = 1;
        for (var died = true; died; write++)
        {
            died = false;
            foreach (var happened in new[] { false, true })
            {
                await using var api = await ApiHost.StartAsync();
                var kim = await Person.WithAccountAsync(api);
                api.Stores.Journal.DieAt(write, happened);
                died |= await Record.ExceptionAsync(() => kim.TryCreateWorkspaceAsync()) is not null;
                api.Stores.Journal.Recover();

                await kim.TryCreateWorkspaceAsync("Again");

                var listed = await kim.ListAsync();
                listed.Length.ShouldBeInRange(1, 2);
                foreach (var id in listed.Select(line => line.Split(' ')[0]))
                {
                    (await api.Stores.Members.ReadAsync(id, kim.Id, default)).ShouldNotBeNull($"died at write {write}");
                    var page = (await api.Stores.StatusPages.ReadAsync(id, default))!.Value;
                    (await api.Stores.Pages.ReadAsync(page.Slug, default))!.Value.WorkspaceId.ShouldBe(id);
                }
            }
        }

        write.ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task The_same_id_again_is_the_same_workspace()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        var id = Ids.New(Ids.Workspace);
        api.Stores.Journal.DieAt(2, happened: true);
        await Record.ExceptionAsync(() => kim.TryCreateWorkspaceAsync(id: id));
        api.Stores.Journal.Recover();

        var first = (await kim.TryCreateWorkspaceAsync(id: id)).ShouldBeOfType<Result<Workspace>.Done>();
        var second = (await kim.TryCreateWorkspaceAsync(id: id)).ShouldBeOfType<Result<Workspace>.Done>();

        (first.Value.Id, second.Value.Id).ShouldBe((id, id));
        (await kim.ListAsync()).ShouldBe([$"{id} Owner"]);
    }

    [Fact]
    public async Task Sixty_four_at_once_make_as_many_as_a_person_may_own_and_no_more()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:MaxOwnedWorkspaces", "5"));
        var kim = await Person.WithAccountAsync(api);
        api.Stores.Journal.Before = _ => Task.Run(() => { });

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => kim.TryCreateWorkspaceAsync()));

        results.Count(result => result is Result<Workspace>.Done).ShouldBe(5);
        results.Where(result => result is not Result<Workspace>.Done).ShouldAllBe(result => result is Result<Workspace>.Conflict);
        (await kim.ListAsync()).Length.ShouldBe(5);
        api.Stores.Journal.Count("Workspaces.Create").ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public async Task One_whose_makers_account_is_deleted_at_the_same_moment_is_deleted_too()
    {
        await using var api = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(api);
        var id = Ids.New(Ids.Workspace);
        api.Stores.Journal.Before = call =>
        {
            if (call.StartsWith("Workspaces.Create", StringComparison.Ordinal)) api.Stores.Users.Forget(kim.Id);
            return Task.CompletedTask;
        };

        (await kim.TryCreateWorkspaceAsync(id: id)).ShouldBeOfType<Result<Workspace>.Missing>();

        (await api.Stores.Workspaces.ReadAsync(id, default))!.DeletedAt.ShouldNotBeNull();
        (await api.Stores.Members.ListAsync(id, default)).ShouldBeEmpty();
        api.Stores.Removals.All.ShouldHaveSingleItem().WorkspaceId.ShouldBe(id);
    }

    [Fact]
    public async Task There_is_room_again_when_one_is_deleted_or_handed_on()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:MaxOwnedWorkspaces", "1"));
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var first = await kim.CreateWorkspaceAsync();
        (await kim.TryCreateWorkspaceAsync()).ShouldBeOfType<Result<Workspace>.Conflict>().Detail.ShouldBe(
            "You own 1 workspaces, and a person may own at most 1 here. Delete one, or hand one on.");

        await lee.JoinAsync(first.Id, Role.Viewer);
        (await kim.TransferAsync(first.Id, lee.Id)).ShouldBeOfType<Result<Workspace>.Done>();
        var second = await kim.CreateWorkspaceAsync();
        (await lee.TryCreateWorkspaceAsync()).ShouldBeOfType<Result<Workspace>.Conflict>();
        (await api.Service<DeleteWorkspace>().RunAsync(second.Id, Person.Json(new { confirm = second.Id }), default)).ShouldBeOfType<Result<Workspace>.Done>();

        var third = await kim.CreateWorkspaceAsync();

        (await kim.ListAsync()).Order().ShouldBe(new[] { $"{first.Id} Admin", $"{third.Id} Owner" }.Order());
        (await api.Stores.Users.ReadAsync(kim.Id, default))!.Value.WorkspaceIds.ShouldNotContain(second.Id);
    }

    [Fact]
    public async Task An_id_whose_maker_died_takes_no_room_for_ever()
    {
        await using var api = await ApiHost.StartAsync(("Accounts:MaxOwnedWorkspaces", "1"));
        var kim = await Person.WithAccountAsync(api);
        api.Stores.Journal.DieAt(2, happened: false);
        await Record.ExceptionAsync(() => kim.TryCreateWorkspaceAsync());
        api.Stores.Journal.Recover();
        (await kim.ListAsync()).ShouldBeEmpty();

        var made = await kim.CreateWorkspaceAsync();

        (await kim.ListAsync()).ShouldBe([$"{made.Id} Owner"]);
    }

    [Fact]
    public async Task The_list_passes_over_what_is_not_there_and_what_the_person_is_not_in()
    {
        await using var api = await ApiHost.StartAsync();
        var (kim, lee) = (await Person.WithAccountAsync(api), await Person.WithAccountAsync(api));
        var (hers, shared) = (await lee.CreateWorkspaceAsync("Hers"), await lee.CreateWorkspaceAsync("Shared"));
        await kim.JoinAsync(shared.Id, Role.Viewer);
        var stored = (await api.Stores.Users.ReadAsync(kim.Id, default))!;
        await api.Stores.Users.TryReplaceAsync(stored.Value with { WorkspaceIds = [hers.Id, Ids.New(Ids.Workspace), ApiHost.WorkspaceId, shared.Id] }, stored.ETag, default);

        (await kim.ListAsync()).ShouldBe([$"{shared.Id} Viewer"]);
    }

    [Fact]
    public async Task A_key_makes_and_lists_none()
    {
        await using var api = await ApiHost.StartAsync();

        ((int)(await api.Client.GetAsync("/api/v1/workspaces")).StatusCode).ShouldBe(403);
        ((int)(await api.PostAsync("/api/v1/workspaces", """{"name":"Acme"}""")).StatusCode).ShouldBe(403);
        ((int)(await api.Anonymous.GetAsync("/api/v1/workspaces")).StatusCode).ShouldBe(401);

        api.Stores.Journal.Writes.ShouldBeEmpty();
    }
}
