using System.Net;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Accounts;

/// <summary>Two people, from their first mails to a workspace that they share.</summary>
public sealed class PeopleTests(StackFixture fixture)
{
    [Fact]
    public async Task Two_people_share_a_workspace_and_may_do_what_their_roles_say()
    {
        var stack = await fixture.Stack;
        using var first = new StackClient(stack);
        await first.ReadyAsync();
        using var ada = new Client(stack, "Ada");
        using var bob = new Client(stack, "Bob");
        await Task.WhenAll(ada.RegisterAsync(), bob.RegisterAsync());

        var workspace = "workspaces/" + (string)(await ada.SendAsync(HttpMethod.Post, "workspaces", new { name = "Acme" }, HttpStatusCode.Created))["id"]!;
        var monitor = $"{workspace}/monitors/" + (string)(await ada.SendAsync(
            HttpMethod.Post, $"{workspace}/monitors", new { name = "Shop", intervalSeconds = 10, http = new { url = stack.Target.ShopUrl } }, HttpStatusCode.Created))["id"]!;
        await bob.SendAsync(HttpMethod.Get, monitor, expected: HttpStatusCode.NotFound);

        await ada.SendAsync(HttpMethod.Post, $"{workspace}/invitations", new { email = bob.Email, role = "viewer" }, HttpStatusCode.Created);
        await bob.SendAsync(HttpMethod.Post, "invitations/accept", new { token = await bob.TokenAsync("hi_") });

        await Eventually.BecomesTrueAsync(async () => (string?)(await bob.SendAsync(HttpMethod.Get, monitor))["verdict"] == "up", "Bob sees that it is up");
        await bob.SendAsync(HttpMethod.Post, $"{monitor}/pause", expected: HttpStatusCode.Forbidden);
        await ada.RefreshAsync();
        await ada.SendAsync(HttpMethod.Post, $"{monitor}/pause");

        var test = await ada.SendAsync(HttpMethod.Post, $"{monitor}/test", new { regions = new[] { "eu", "us" } });
        test["results"]!.AsArray().Select(result => (string)result!["region"]!).ShouldBe(["eu", "us"], ignoreOrder: true);
        test["results"]!.AsArray().ShouldAllBe(result => (string)result!["outcome"]! == "up" && (int)result["timings"]!["total"]! >= 0);
        test["pending"]!.AsArray().ShouldBeEmpty();

        var audit = await ada.SendAsync(HttpMethod.Get, $"{workspace}/audit");
        audit["items"]!.AsArray().Select(row => (string)row!["action"]!).ShouldBeSubsetOf(["CreateWorkspace", "PauseMonitor", "InviteMember", "AcceptInvitation", "CreateMonitor", "TestMonitor"]);
        var export = await ada.SendAsync(HttpMethod.Get, $"{workspace}/export");
        export["monitors"]!.AsArray().Count.ShouldBe(1);

        // None of what they proved themselves with is told anywhere.
        var told = audit.ToJsonString() + export.ToJsonString();
        foreach (var log in Directory.EnumerateFiles(stack.Data.LogsPath))
        {
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            told += await reader.ReadToEndAsync();
        }

        foreach (var secret in ada.Secrets.Concat(bob.Secrets)) told.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"'{secret}' is told");
        await ada.SendAsync(HttpMethod.Delete, $"{workspace}", new { confirm = workspace["workspaces/".Length..] }, HttpStatusCode.Accepted);
    }
}
