using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts.Members;

public class MemberLimitTests
{
    [Fact]
    public async Task Whoever_is_invited_counts_and_over_the_plan_nobody_is()
    {
        await using var api = await ApiHost.StartAsync(("Plans:standard:Members", "3"));
        using var ada = await Someone.SignedInAsync(api);
        var id = await MemberRoutesTests.CreateAsync(ada);
        (await InviteAsync(ada, id, "lee@example.com")).Status.ShouldBe(201);
        (await InviteAsync(ada, id, "kim@example.com")).Status.ShouldBe(201);

        var refused = await InviteAsync(ada, id, "max@example.com");

        refused.Status.ShouldBe(403);
        refused.Text.ShouldBe(
            """{"type":"urn:statushawk:problem:plan-limit","title":"The plan does not allow it","status":403"""
            + ""","detail":"The plan allows 3 members; 3 are used.","limit":"members","allowed":3,"used":3}""");
        (await ada.GetAsync($"workspaces/{id}/invitations")).Json.GetProperty("items").GetArrayLength().ShouldBe(2);

        // Who is invited already may be so again, and an invitation that ran out leaves its room.
        (await InviteAsync(ada, id, "lee@example.com")).Status.ShouldBe(201);
        api.Clock.Advance(Invitation.Lifetime);
        (await ada.SignInAsync()).Status.ShouldBe(201);
        (await InviteAsync(ada, id, "max@example.com")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Where_the_plan_became_too_small_the_invitation_waits_for_room()
    {
        await using var large = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(large);
        using var lee = await Someone.SignedInAsync(large, "lee@example.com", "Lee");
        using var kim = await Someone.SignedInAsync(large, "kim@example.com", "Kim");
        var id = await MemberRoutesTests.CreateAsync(ada);
        await MemberRoutesTests.JoinAsync(ada, kim, id);
        (await InviteAsync(ada, id, "lee@example.com")).Status.ShouldBe(201);
        await using var api = await ApiHost.StartAsync(large.Stores, large.Clock, ("Plans:standard:Members", "2"));

        var refused = await There(api, lee).SendAsync("POST", "invitations/accept", new { token = lee.Token() });

        (refused.Status, refused.Json.GetProperty("limit").GetString(), refused.Json.GetProperty("used").GetInt32()).ShouldBe((403, "members", 2));
        (await There(api, ada).GetAsync($"workspaces/{id}/invitations")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await There(api, kim).SendAsync("POST", $"workspaces/{id}/leave", null)).Status.ShouldBe(204);
        (await There(api, lee).SendAsync("POST", "invitations/accept", new { token = lee.Token() })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task However_many_accept_at_once_no_more_come_in_than_may_and_the_others_stay_invited()
    {
        await using var large = await ApiHost.StartAsync();
        var kim = await Person.WithAccountAsync(large, "kim@example.com");
        var workspace = await kim.CreateWorkspaceAsync();
        var people = new List<(Person Person, string Token)>();
        for (var i = 0; i < 16; i++)
        {
            var person = await Person.WithAccountAsync(large);
            (await kim.InviteAsync(workspace, person.Email)).ShouldBeOfType<Result<Invitation>.Done>();
            var mail = large.Stores.Queues.Of<AccountMail>(Queues.Mails).Last();
            people.Add((person, large.Service<Sealer>().Open(mail.SealedToken!, mail.Id)));
        }

        large.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var api = await ApiHost.StartAsync(large.Stores, large.Clock, ("Plans:standard:Members", "5"));

        // All have counted before the first of them is in.
        var (counted, go) = (0, new TaskCompletionSource());
        api.Stores.Journal.Before = call =>
        {
            if (!call.StartsWith("Members.Create", StringComparison.Ordinal)) return Task.CompletedTask;
            if (Interlocked.Increment(ref counted) == people.Count) go.TrySetResult();
            return go.Task;
        };
        var results = await Task.WhenAll(people.Select(each => (each.Person with { Api = api }).AcceptAsync(each.Token)));

        var there = await api.Stores.Members.ListAsync(workspace.Id, default);

        // Rather one too few than one too many: who waits too long for others to be taken back goes too.
        there.Count.ShouldBeInRange(2, 5);
        results.Count(result => result is Result<(Workspace, Role)>.Done).ShouldBe(there.Count - 1);
        results.Count(result => result is Result<(Workspace, Role)>.NotInPlan).ShouldBe(17 - there.Count);
        (await api.Stores.Invitations.ListAsync(workspace.Id, default)).Count(invitation => invitation.IsPending(api.Clock.GetUtcNow())).ShouldBe(17 - there.Count);
        foreach (var (person, _) in people) (await person.ListAsync()).Length.ShouldBe(there.Any(member => member.UserId == person.Id) ? 1 : 0);
    }

    private static Task<Answer> InviteAsync(Someone owner, string workspaceId, string email) =>
        owner.SendAsync("POST", $"workspaces/{workspaceId}/invitations", new { email, role = "viewer" });

    private static Someone There(ApiHost api, Someone person) => new(api, person.Email) { Access = person.Access };
}
