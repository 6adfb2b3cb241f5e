using System.Text.Json;
using StatusHawk.Api.Tests.Accounts.Members;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>What the audit log says of people, of those who might not, and what it says of nobody: secrets.</summary>
public class PeopleAuditTests
{
    [Fact]
    public async Task Whatever_becomes_of_members_is_in_the_workspaces_log_with_what_was_and_what_is()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = await MemberRoutesTests.CreateAsync(ada);
        var path = $"workspaces/{id}";
        await MemberRoutesTests.JoinAsync(ada, lee, id);
        await ada.SendAsync("PATCH", $"{path}/members/{lee.Id}", new { role = "admin" });
        await ada.SendAsync("POST", $"{path}/transfer", new { userId = lee.Id });
        await ada.SendAsync("POST", $"{path}/leave", null);
        var invitation = (await lee.SendAsync("POST", $"{path}/invitations", new { email = "kim@example.com", role = "viewer" })).Json.GetProperty("id").GetString();
        await lee.SendAsync("DELETE", $"{path}/invitations/{invitation}", null);
        await MemberRoutesTests.JoinAsync(lee, ada, id, "viewer");
        await lee.SendAsync("DELETE", $"{path}/members/{ada.Id}", null);

        var rows = api.Stores.Audit.All.Where(row => row.Of == id).ToArray();
        rows.ShouldAllBe(row => row.Outcome == AuditOutcome.Done && row.Caller.Kind == AuditCallerKind.Person && row.Target["workspaceId"] == id);
        Said("CreateWorkspace", ada).ShouldBe((null, "id,name,role,retention,retentionDefaults,createdAt"));
        Said("InviteMember", ada).ShouldBe((null, "id,email,role,invitedBy,createdAt,expiresAt"));
        (Row("AcceptInvitation", lee).Before, Row("AcceptInvitation", lee).After).ShouldBe((null, $$"""{"userId":"{{lee.Id}}","role":"editor"}"""));
        (Row("ChangeMember", ada).Before, Row("ChangeMember", ada).After).ShouldBe(("""{"role":"editor"}""", """{"role":"admin"}"""));
        (Row("TransferWorkspace", ada).Before, Row("TransferWorkspace", ada).After).ShouldBe(($$"""{"ownerId":"{{ada.Id}}"}""", $$"""{"ownerId":"{{lee.Id}}"}"""));
        Row("LeaveWorkspace", ada).Before!.ShouldStartWith($$"""{"userId":"{{ada.Id}}","role":"admin","joinedAt":""");
        Said("RevokeInvitation", lee).ShouldBe(("id,email,role,invitedBy,createdAt,expiresAt", null));
        Row("RemoveMember", lee).Before!.ShouldStartWith($$"""{"userId":"{{ada.Id}}","role":"viewer","joinedAt":""");

        AuditEntry Row(string action, Someone person) => rows.First(row => row.Action == action && row.Caller.Id == person.Id);

        (string? Before, string? After) Said(string action, Someone person) => (Fields(Row(action, person).Before), Fields(Row(action, person).After));
    }

    [Fact]
    public async Task A_persons_own_account_has_a_log_of_its_own()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);

        (await ada.SendAsync("PATCH", "account", new { name = "Ada L." })).Status.ShouldBe(200);
        (await ada.SendAsync("POST", "account/password", new { current = ada.Password, password = "another horse battery" })).Status.ShouldBe(204);
        (await ada.SendAsync("POST", "account/password", new { current = "wrong", password = "another horse battery" })).Status.ShouldNotBe(204);
        (await ada.SendAsync("DELETE", "sessions/current", null)).Status.ShouldBe(204);

        var rows = api.Stores.Audit.All.Where(row => row.Of == ada.Id && row.Outcome == AuditOutcome.Done).ToArray();
        rows.Select(row => row.Action).ShouldBe(["ChangeAccount", "ChangePassword", "SignOut"], ignoreOrder: true);
        rows.ShouldAllBe(row => row.Caller == new AuditCaller(AuditCallerKind.Person, ada.Id, row.Caller.Name) && row.Address == "127.0.0.1");
        var renamed = rows.Single(row => row.Action == "ChangeAccount");
        (renamed.Before, renamed.After).ShouldBe(("""{"name":"Ada"}""", """{"name":"Ada L."}"""));
    }

    [Theory]
    [InlineData("""{"name":"Reader","scope":"read"}""")]
    [InlineData("""{"name":"Other","scope":"admin","areas":["incidents"]}""")]
    public async Task Somebody_of_the_workspace_who_might_not_leaves_a_refused_row(string key)
    {
        await using var api = await ApiHost.StartAsync();
        var (id, text) = await api.CreateKeyAsync(key);

        (await api.CallAsync(text, HttpMethod.Post, ApiHost.Monitors, """{"name":"planted-1"}""")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await api.CallAsync(text, HttpMethod.Get, $"{ApiHost.Workspace}/audit")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);

        var row = api.Stores.Audit.All.Single(entry => entry.Caller.Id == id);
        (row.Of, row.Action, row.Outcome, row.Status, row.Before, row.After).ShouldBe((ApiHost.WorkspaceId, "CreateMonitor", AuditOutcome.Refused, 403, null, null));
    }

    [Fact]
    public async Task A_stranger_writes_nothing_into_a_workspaces_log()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);

        (await ada.SendAsync("PATCH", $"workspaces/{ApiHost.WorkspaceId}", new { name = "Mine" })).Status.ShouldBe(404);
        (await api.CallAsync(ApiHost.ForeignKey, HttpMethod.Patch, ApiHost.Workspace, """{"name":"Mine"}""")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await api.CallAsync(ApiHost.ForeignKey, HttpMethod.Post, "/api/v1/workspaces", """{"name":"Mine"}""")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        (await ada.SendAsync("POST", "invitations/accept", new { token = InvitationToken.New(ApiHost.WorkspaceId).Text })).Status.ShouldBe(404);

        api.Stores.Audit.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_answered_though_the_log_is_away()
    {
        await using var api = await ApiHost.StartAsync();
        var (_, text) = await api.CreateKeyAsync("""{"name":"Reader","scope":"read"}""");
        api.Stores.AuditJournal.FailAll();

        (await api.CallAsync(text, HttpMethod.Post, ApiHost.Monitors, "{}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);

        api.Log.Lines.ShouldContain(line => line.Text.Contains("CreateMonitor was refused"));
    }

    [Fact]
    public async Task No_secret_is_in_the_audit_log_the_apps_log_an_export_or_a_problem()
    {
        await using var api = await ApiHost.StartAsync();
        var (secrets, answers) = (new List<string>(), new List<string>());
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        secrets.AddRange([ada.Password, ada.Access!, ada.Refresh!, lee.Access!, lee.Refresh!]);
        secrets.AddRange(ada.Mails().Concat(lee.Mails()).Where(mail => mail.SealedToken is not null).Select(mail => api.Service<Sealer>().Open(mail.SealedToken!, mail.Id)));
        var id = await MemberRoutesTests.CreateAsync(ada);
        secrets.Add(await MemberRoutesTests.JoinAsync(ada, lee, id, "admin"));

        var factor = (await ada.SendAsync("POST", "account/second-factor", new { password = ada.Password })).Json.GetProperty("secret").GetString()!;
        secrets.Add(factor);
        var code = Totp.Code(Totp.FromBase32(factor), Totp.StepOf(api.Clock.GetUtcNow()));
        var confirmed = await ada.SendAsync("POST", "account/second-factor/confirm", new { code });
        secrets.AddRange(confirmed.Json.GetProperty("recoveryCodes").EnumerateArray().Select(each => each.GetString()!));

        await SendAsync("POST", "password-resets", new { email = ada.Email });
        secrets.Add(ada.Token());
        await SendAsync("POST", "account/email", new { email = "ada@example.org", password = ada.Password });
        using var moved = new Someone(api, "ada@example.org");
        secrets.Add(moved.Token());
        await SendAsync("POST", "accounts/email-changes/confirm", new { token = "hp_planted-wrong" });
        await SendAsync("POST", "account/password", new { current = "planted-1 wrong", password = "planted-2 password" });
        await SendAsync("POST", "account/password", new { current = ada.Password, password = "planted-3 password" });
        await SendAsync("POST", "sessions", new { email = ada.Email, password = "planted-4 password", code = "000000" });
        await SendAsync("POST", "invitations/accept", new { token = "hi_planted-5" });

        var key = await SendAsync("POST", $"workspaces/{id}/keys", new { name = "Deploy", scope = "read" });
        secrets.Add(key.GetProperty("key").GetString()!);
        await SendAsync("POST", $"workspaces/{id}/channels", new { name = "Hook", kind = "webhook", webhook = new { url = "https://hooks.example.org/planted-6?token=planted-7" } }, shown: "webhook");
        await SendAsync("POST", $"workspaces/{id}/channels", new { name = "Hook", kind = "webhook", webhook = new { url = "ftp://hooks.example.org/planted-8" } });
        await SendAsync("POST", $"workspaces/{id}/monitors", new { name = "A", http = new { url = "https://a.example.org/", headers = new Dictionary<string, string> { ["X-Token"] = "planted-9" } } });
        await SendAsync("POST", $"workspaces/{id}/monitors", new { name = "A", http = new { url = "https://a.example.org/", headers = new Dictionary<string, string> { ["X-Token"] = "planted-10\n" } } });
        var export = await ada.GetAsync($"workspaces/{id}/export");
        export.Status.ShouldBe(200);

        var kept = string.Join('\n', [.. api.Stores.Audit.Json, .. api.Log.Lines.Select(line => line.Text), export.Text, .. answers]);
        foreach (var secret in secrets) kept.ShouldNotContain(secret);
        kept.ShouldNotContain("planted-");
        secrets.Select(secret => secret.Split('_')[0]).Intersect(["ha", "hr", "hi", "hk"]).Count().ShouldBe(4);
        answers.Count(answer => answer.Contains("\"status\":4")).ShouldBeGreaterThanOrEqualTo(5);
        api.Stores.Audit.All.Count.ShouldBeGreaterThan(10);

        // What a channel's maker is shown once is not what others read.
        async Task<JsonElement> SendAsync(string method, string path, object body, string? shown = null)
        {
            var answer = await ada.SendAsync(method, path, body);
            if (answer.Status >= 400) answers.Add(answer.Text);
            else if (shown is not null) secrets.Add(answer.Json.GetProperty(shown).GetProperty("secret").GetString()!);
            return answer.Text.StartsWith('{') ? answer.Json : default;
        }
    }

    private static string? Fields(string? json) =>
        json is null ? null : string.Join(',', JsonSerializer.Deserialize<JsonElement>(json).EnumerateObject().Select(field => field.Name));
}
