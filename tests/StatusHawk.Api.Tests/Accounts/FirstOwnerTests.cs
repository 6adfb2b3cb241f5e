using StatusHawk.Core.Accounts;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Api.Tests.Accounts;

public class FirstOwnerTests
{
    private static readonly (string Name, string? Value)[] Settings =
    [
        ("Bootstrap:WorkspaceId", ApiHost.WorkspaceId), ("Bootstrap:WorkspaceName", "Demo"), ("Bootstrap:ApiKey", ApiHost.Key), ("Bootstrap:PageSlug", "demo"),
        ("Bootstrap:PageTitle", "Demo status"), ("Bootstrap:OwnerEmail", "owner@example.com"), ("Bootstrap:OwnerPassword", Someone.FirstPassword),
    ];

    [Fact]
    public async Task The_first_workspace_has_an_owner_who_signs_in_without_a_mail()
    {
        await using var api = await StartAsync(new(), new());
        using var owner = new Someone(api, "owner@example.com");

        (await owner.SignInAsync()).Json.GetProperty("account").GetProperty("name").GetString().ShouldBe("owner");
        (await owner.SendAsync("PATCH", $"workspaces/{ApiHost.WorkspaceId}", new { name = "Mine" })).Status.ShouldBe(200);
        (await api.Stores.Users.ReadAsync(owner.Id, default))!.Value.WorkspaceIds.ShouldBe([ApiHost.WorkspaceId]);
        api.Log.Lines.ShouldNotContain(line => line.Text.Contains(Someone.FirstPassword));
    }

    [Fact]
    public async Task A_restart_brings_back_neither_the_password_nor_a_workspace_that_was_handed_on()
    {
        var (stores, clock) = (new InMemoryStores(), new ManualClock());
        string ownerId;
        await using (var first = await StartAsync(stores, clock))
        {
            using var owner = new Someone(first, "owner@example.com");
            await owner.SignInAsync();
            ownerId = owner.Id;
            (await owner.SendAsync("POST", "account/password", new { current = owner.Password, password = "another horse battery" })).Status.ShouldBe(204);
        }

        await stores.Members.DeleteAsync(ApiHost.WorkspaceId, ownerId, default);
        await stores.Members.TryCreateAsync(new() { WorkspaceId = ApiHost.WorkspaceId, UserId = "usr_other", Role = Role.Owner, JoinedAt = clock.GetUtcNow() }, default);

        await using var second = await StartAsync(stores, clock);
        using var again = new Someone(second, "owner@example.com");
        (await again.SignInAsync()).Status.ShouldBe(401);
        (await stores.Members.ListAsync(ApiHost.WorkspaceId, default)).ShouldHaveSingleItem().UserId.ShouldBe("usr_other");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_dies_half_way_is_followed_by_the_next_start(bool happened)
    {
        for (var write = 1; write <= 8; write++)
        {
            var (stores, clock) = (new InMemoryStores(), new ManualClock());
            stores.Journal.DieAt(write, happened);
            await using (var first = await ApiHost.StartAsync(stores, clock, Settings))
                await Eventually.TrueAsync(() => first.Log.Lines.Any(line => line.Text.Contains("could not be") || line.Text.Contains("is there")));
            stores.Journal.Recover();

            await using var second = await StartAsync(stores, clock);
            using var owner = new Someone(second, "owner@example.com");
            (await owner.SignInAsync()).Status.ShouldBe(201);
            (await owner.SendAsync("PATCH", $"workspaces/{ApiHost.WorkspaceId}", new { name = "Mine" })).Status.ShouldBe(200);
        }
    }

    private static async Task<ApiHost> StartAsync(InMemoryStores stores, ManualClock clock)
    {
        var api = await ApiHost.StartAsync(stores, clock, Settings);
        await Eventually.TrueAsync(() => api.Log.Lines.Any(line => line.Text.Contains("of the settings is there")));
        return api;
    }
}
