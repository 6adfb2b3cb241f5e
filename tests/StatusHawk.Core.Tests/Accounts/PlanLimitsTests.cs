using StatusHawk.Core.Accounts;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Core.Tests.Accounts;

public sealed class PlanLimitsTests
{
    private const string WorkspaceId = "ws_aaaabbbbccccdddd";
    private readonly InMemoryStores _stores = new();
    private readonly List<string> _ids = [];
    private readonly PlanLimits _limits;

    public PlanLimitsTests() => _limits = new(_stores.Members, new Retrying(new HastyClock()));

    [Fact]
    public async Task There_is_room_for_as_many_people_as_the_plan_says_those_who_are_invited_counted()
    {
        foreach (var userId in new[] { "usr_a", "usr_b" })
            await _stores.Members.TryCreateAsync(new() { WorkspaceId = WorkspaceId, UserId = userId, Role = Role.Viewer, JoinedAt = DateTimeOffset.UnixEpoch }, default);
        var plan = new Plan { Members = 4 };

        (await _limits.CheckMembersAsync(WorkspaceId, plan, invited: 1, default)).ShouldBeNull();
        (await _limits.CheckMembersAsync(WorkspaceId, plan, invited: 2, default)).ShouldBe(new PlanExcess("members", 4, 4));
    }

    [Fact]
    public async Task One_that_came_first_waits_until_the_others_are_taken_back()
    {
        var lists = 0;

        var excess = await CreateAsync("b", allowed: 2, created: () => _ids.AddRange(["c", "d"]), listed: () =>
        {
            if (++lists == 2) _ids.RemoveAll(id => id is "c" or "d");
        });

        excess.ShouldBeNull();
        _ids.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task One_that_came_too_late_goes_at_once()
    {
        (await CreateAsync("c", allowed: 2, created: () => _ids.Insert(1, "b"))).ShouldBe(new PlanExcess("things", 2, 2));

        _ids.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Where_others_stay_that_should_not_it_goes_rather_than_that_there_are_too_many()
    {
        (await CreateAsync("b", allowed: 2, created: () => _ids.Add("c"))).ShouldNotBeNull();

        _ids.ShouldBe(["a", "c"]);
    }

    private async Task<PlanExcess?> CreateAsync(string id, int allowed, Action created, Action? listed = null)
    {
        _ids.Add("a");
        var counted = new Counted("things", allowed, _ => Task.FromResult(_ids.Count), _ =>
        {
            listed?.Invoke();
            return Task.FromResult<IReadOnlyList<string>>([.. _ids]);
        });
        return await _limits.CreateAsync(
            counted,
            id,
            () =>
            {
                _ids.Add(id);
                created();
                return Task.CompletedTask;
            },
            () =>
            {
                _ids.Remove(id);
                return Task.CompletedTask;
            },
            default);
    }
}
