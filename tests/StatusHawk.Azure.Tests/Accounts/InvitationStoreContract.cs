using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosInvitationStoreTests(Emulators emulators) : InvitationStoreContract(emulators.Get<IInvitationStore>());

public sealed class InMemoryInvitationStoreTests() : InvitationStoreContract(new InMemoryStores().Invitations);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class InvitationStoreContract(IInvitationStore store)
{
    private readonly string _workspace = Ids.New(Ids.Workspace);

    [Fact]
    public async Task Invitations_are_read_back_whole_and_listed_by_when_they_were_made_in_their_own_workspace()
    {
        var (late, early) = (Invitation("late@example.com", minutesOld: 1), Invitation("early@example.com", minutesOld: 5) with { AcceptedAt = Examples.Noon });
        await store.PutAsync(late, default);
        await store.PutAsync(early, default);

        (await store.ReadAsync(_workspace, late.Id, default))!.Value.ShouldBe(late);
        (await store.ListAsync(_workspace, default)).ShouldBe([early, late]);
        (await store.ReadAsync(Ids.New(Ids.Workspace), late.Id, default)).ShouldBeNull();
        (await store.ListAsync(Ids.New(Ids.Workspace), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_one_of_an_address_takes_the_place_of_the_old_and_whoever_read_the_old_cannot_write()
    {
        var invitation = Invitation("kim@example.com");
        await store.PutAsync(invitation, default);
        var read = (await store.ReadAsync(_workspace, invitation.Id, default))!;
        var next = Invitation("KIM@example.com") with { Role = Role.Admin };

        await store.PutAsync(next, default);

        (await store.TryReplaceAsync(invitation with { AcceptedAt = Examples.Noon }, read.ETag, default)).ShouldBeFalse();
        (await store.ListAsync(_workspace, default)).ShouldBe([next]);
        var present = (await store.ReadAsync(_workspace, next.Id, default))!;
        (await store.TryReplaceAsync(next with { AcceptedAt = Examples.Noon, AcceptedBy = "usr_a" }, present.ETag, default)).ShouldBeTrue();
        var accepted = (await store.ReadAsync(_workspace, next.Id, default))!.Value;
        (accepted.AcceptedAt, accepted.AcceptedBy).ShouldBe((Examples.Noon, "usr_a"));
    }

    [Fact]
    public async Task One_that_is_taken_back_is_gone_and_cannot_be_accepted_and_may_be_taken_back_again()
    {
        var invitation = Invitation("kim@example.com");
        await store.PutAsync(invitation, default);
        var read = (await store.ReadAsync(_workspace, invitation.Id, default))!;

        await store.DeleteAsync(_workspace, invitation.Id, default);
        await store.DeleteAsync(_workspace, invitation.Id, default);

        (await store.ReadAsync(_workspace, invitation.Id, default)).ShouldBeNull();
        (await store.TryReplaceAsync(invitation with { AcceptedAt = Examples.Noon }, read.ETag, default)).ShouldBeFalse();
    }

    private Invitation Invitation(string email, int minutesOld = 0) => new()
    {
        Id = Core.Accounts.Invitation.IdOf(_workspace, email),
        WorkspaceId = _workspace,
        Email = email,
        Role = Role.Viewer,
        TokenHash = InvitationToken.New(_workspace).Hash,
        InvitedBy = "Ada",
        CreatedAt = Examples.Noon.AddMinutes(-minutesOld),
        ExpiresAt = Examples.Noon.AddDays(7),
    };
}
