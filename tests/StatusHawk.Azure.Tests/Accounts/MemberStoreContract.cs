using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosMemberStoreTests(Emulators emulators) : MemberStoreContract(emulators.Get<IMemberStore>());

public sealed class InMemoryMemberStoreTests() : MemberStoreContract(new InMemoryStores().Members);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class MemberStoreContract(IMemberStore store)
{
    private readonly string _workspace = Ids.New(Ids.Workspace);

    [Fact]
    public async Task Members_are_read_back_whole_and_listed_by_when_they_came_in_their_own_workspace()
    {
        var (late, early) = (Member(minutesOld: 1), Member(minutesOld: 5));
        (await store.TryCreateAsync(late, default)).ShouldBeTrue();
        (await store.TryCreateAsync(early, default)).ShouldBeTrue();
        (await store.TryCreateAsync(early, default)).ShouldBeFalse();

        (await store.ReadAsync(_workspace, late.UserId, default))!.Value.ShouldBe(late);
        (await store.ListAsync(_workspace, default)).ShouldBe([early, late]);
        (await store.ReadAsync(Ids.New(Ids.Workspace), late.UserId, default)).ShouldBeNull();
        (await store.ListAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var member = Member();
        await store.TryCreateAsync(member, default);
        var read = (await store.ReadAsync(_workspace, member.UserId, default))!;

        (await store.TryReplaceAsync(member with { Role = Role.Admin }, read.ETag, default)).ShouldBeTrue();
        (await store.TryReplaceAsync(member with { Role = Role.Owner }, read.ETag, default)).ShouldBeFalse();
        (await store.ReadAsync(_workspace, member.UserId, default))!.Value.Role.ShouldBe(Role.Admin);
    }

    [Fact]
    public async Task Who_is_taken_away_is_gone_and_may_be_taken_away_again()
    {
        var member = Member();
        await store.TryCreateAsync(member, default);

        await store.DeleteAsync(_workspace, member.UserId, default);
        await store.DeleteAsync(_workspace, member.UserId, default);

        (await store.ReadAsync(_workspace, member.UserId, default)).ShouldBeNull();
        (await store.TryCreateAsync(member, default)).ShouldBeTrue();
    }

    private Member Member(int minutesOld = 0) =>
        new() { WorkspaceId = _workspace, UserId = Ids.New(Ids.User), Role = Role.Editor, JoinedAt = Examples.Noon.AddMinutes(-minutesOld) };
}
