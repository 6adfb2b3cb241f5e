using StatusHawk.Core.Accounts;

namespace StatusHawk.Core.Tests.Accounts;

public class WorkspaceTests
{
    private const string Id = "ws_aaaabbbbccccdddd";

    [Theory]
    [InlineData("usr_owner", null, Role.Owner)]
    [InlineData("usr_owner", Role.Viewer, Role.Owner)]
    [InlineData("usr_other", null, null)]
    [InlineData("usr_other", Role.Editor, Role.Editor)]
    [InlineData("usr_other", Role.Owner, Role.Admin)]
    public void One_person_is_the_owner_whatever_memberships_say(string userId, Role? role, Role? expected)
    {
        var workspace = new Workspace { Id = Id, Name = "Acme", OwnerId = "usr_owner", CreatedAt = DateTimeOffset.UnixEpoch };

        workspace.RoleOf(userId, role is { } given ? Member(userId, given) : null).ShouldBe(expected);
    }

    [Fact]
    public void A_membership_counts_for_its_own_workspace_and_person_only()
    {
        var workspace = new Workspace { Id = Id, Name = "Acme", OwnerId = "usr_owner", CreatedAt = DateTimeOffset.UnixEpoch };

        workspace.RoleOf("usr_other", Member("usr_third", Role.Admin)).ShouldBeNull();
        workspace.RoleOf("usr_other", Member("usr_other", Role.Admin) with { WorkspaceId = "ws_eeeeffffgggghhhh" }).ShouldBeNull();
    }

    [Fact]
    public void Where_nobody_is_named_as_the_owner_a_membership_may_say_so()
    {
        var workspace = new Workspace { Id = Id, Name = "Acme", CreatedAt = DateTimeOffset.UnixEpoch };

        workspace.RoleOf("usr_other", Member("usr_other", Role.Owner)).ShouldBe(Role.Owner);
    }

    private static Member Member(string userId, Role role) => new() { WorkspaceId = Id, UserId = userId, Role = role, JoinedAt = DateTimeOffset.UnixEpoch };
}
