using System.Net;
using System.Text;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>Requests for a workspace, a key and an invitation that carry an <c>Idempotency-Key</c>, and whose process dies.</summary>
public class TakenOverTests
{
    private const string Workspaces = "/api/v1/workspaces";

    [Fact]
    public async Task Wherever_the_process_dies_a_person_has_one_workspace_more()
    {
        await ForEachDeathAsync(async (api, dieThere, what) =>
        {
            using var ada = await Someone.SignedInAsync(api);
            dieThere();
            var ids = await TwiceAsync(api, ada.Access!, Workspaces, """{"name":"Acme"}""", what);

            var list = (await ada.GetAsync("workspaces")).Json.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("id").GetString()).ToArray();
            list.ShouldBe([ids.Last()], what);
            ids.Distinct().Count().ShouldBe(1, what);
        });
    }

    [Fact]
    public async Task Wherever_the_process_dies_there_is_one_key_and_it_works()
    {
        await ForEachDeathAsync(async (api, dieThere, what) =>
        {
            dieThere();
            var ids = await TwiceAsync(api, ApiHost.Key, $"{ApiHost.Workspace}/keys", """{"name":"Deploy","scope":"read"}""", what);

            ids.Distinct().Count().ShouldBe(1, what);
            var keys = (await ApiHost.JsonAsync(await api.Client.GetAsync($"{ApiHost.Workspace}/keys"))).GetProperty("items").EnumerateArray();
            keys.Count(key => key.GetProperty("name").GetString() == "Deploy").ShouldBe(1, what);
        });
    }

    [Fact]
    public async Task A_key_that_is_made_again_is_the_same_and_lets_in()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.After = call => call.StartsWith("Keys.Create", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;
        (await SendAsync(api, ApiHost.Key, $"{ApiHost.Workspace}/keys", """{"name":"Deploy","scope":"read"}""")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Stores.Journal.Recover();

        var made = await ApiHost.JsonAsync(await SendAsync(api, ApiHost.Key, $"{ApiHost.Workspace}/keys", """{"name":"Deploy","scope":"read"}"""));
        var key = made.GetProperty("key").GetString()!;

        ApiKeyToken.Parse(key)!.KeyId.ShouldBe(made.GetProperty("id").GetString());
        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Workspace)).StatusCode.ShouldBe(HttpStatusCode.OK);
        api.Log.Lines.ShouldNotContain(line => line.Text.Contains(key));
    }

    [Fact]
    public async Task Wherever_the_process_dies_there_is_one_invitation_and_every_mail_of_it_is_the_same_mail()
    {
        await ForEachDeathAsync(async (api, dieThere, what) =>
        {
            using var ada = await Someone.SignedInAsync(api);
            using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
            var id = (await ada.SendAsync("POST", "workspaces", new { name = "Acme" })).Json.GetProperty("id").GetString()!;
            dieThere();
            await TwiceAsync(api, ada.Access!, $"{Workspaces}/{id}/invitations", """{"email":"lee@example.com","role":"editor"}""", what);

            (await ada.GetAsync($"workspaces/{id}/invitations")).Json.GetProperty("items").GetArrayLength().ShouldBe(1, what);
            var mails = lee.Mails().Where(mail => mail.Kind == AccountMailKind.Invitation).ToArray();
            mails.Select(mail => (mail.Id, api.Service<Sealer>().Open(mail.SealedToken!, mail.Id))).Distinct().Count().ShouldBe(1, what);
            (await lee.SendAsync("POST", "invitations/accept", new { token = lee.Token() })).Status.ShouldBe(200, what);
        });
    }

    [Fact]
    public async Task An_invitation_that_was_accepted_before_the_request_came_again_is_answered_as_made_and_mailed_no_more()
    {
        await using var api = await ApiHost.StartAsync();
        using var ada = await Someone.SignedInAsync(api);
        using var lee = await Someone.SignedInAsync(api, "lee@example.com", "Lee");
        var id = (await ada.SendAsync("POST", "workspaces", new { name = "Acme" })).Json.GetProperty("id").GetString()!;
        api.Stores.Journal.After = call => call.StartsWith("Queues.Send mails", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;
        const string Body = """{"email":"lee@example.com","role":"editor"}""";
        (await SendAsync(api, ada.Access!, $"{Workspaces}/{id}/invitations", Body)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        api.Stores.Journal.Recover();
        (await lee.SendAsync("POST", "invitations/accept", new { token = lee.Token() })).Status.ShouldBe(200);
        var mailed = lee.Mails().Count;

        (await SendAsync(api, ada.Access!, $"{Workspaces}/{id}/invitations", Body)).StatusCode.ShouldBe(HttpStatusCode.Created);

        lee.Mails().Count.ShouldBe(mailed);
        (await ada.GetAsync($"workspaces/{id}/members")).Json.GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    // Once for each write that the process may die at, before and after the write, until there is none left to die at.
    private static async Task ForEachDeathAsync(Func<ApiHost, Action, string, Task> test)
    {
        foreach (var happened in new[] { false, true })
        {
            for (var (write, died) = (1, true); died; write++)
            {
                await using var api = await ApiHost.StartAsync();
                died = false;
                await test(api, () => DieAt(write), $"write {write}, {happened}");

                void DieAt(int nth)
                {
                    api.Stores.Journal.DieAt(nth, happened);
                    var (before, after) = (api.Stores.Journal.Before!, api.Stores.Journal.After!);
                    api.Stores.Journal.Before = call => Note(before, call);
                    api.Stores.Journal.After = call => Note(after, call);
                }

                Task Note(Func<string, Task> hook, string call)
                {
                    try
                    {
                        return hook(call);
                    }
                    catch (StoreUnavailableException)
                    {
                        died = true;
                        throw;
                    }
                }
            }
        }
    }

    // The ids that were answered. The first try may have none: its process died.
    private static async Task<IReadOnlyList<string>> TwiceAsync(ApiHost api, string token, string path, string body, string what)
    {
        var ids = new List<string>();
        var first = await SendAsync(api, token, path, body);
        if (first.StatusCode == HttpStatusCode.Created) ids.Add((await ApiHost.JsonAsync(first)).GetProperty("id").GetString()!);
        api.Stores.Journal.Recover();

        var again = await SendAsync(api, token, path, body);
        if (again.StatusCode == HttpStatusCode.Conflict)
        {
            api.Clock.Advance(Api.Http.IdempotencyKeys.Patience);
            again = await SendAsync(api, token, path, body);
        }

        again.StatusCode.ShouldBe(HttpStatusCode.Created, $"{what}: {await again.Content.ReadAsStringAsync()}");
        ids.Add((await ApiHost.JsonAsync(again)).GetProperty("id").GetString()!);
        return ids;
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiHost api, string token, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("Idempotency-Key", "a-key");
        return await api.Anonymous.SendAsync(request);
    }
}
