using System.Net;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class NoteKeyUseTests
{
    [Fact]
    public async Task A_keys_use_is_noted_once_an_hour_however_many_requests_come()
    {
        await using var api = await ApiHost.StartAsync();
        var (id, key) = await api.CreateKeyAsync();
        (await ReadAsync(api, id)).TryGetProperty("lastUsedAt", out _).ShouldBeFalse();
        api.Stores.Journal.Clear();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)));
        await UsedAtAsync(api, id, "2026-03-01T12:00:00.000Z");
        api.Clock.Advance(TimeSpan.FromMinutes(59));
        await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors);
        api.Stores.Journal.Count("Keys.Replace").ShouldBe(1);

        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors);
        await UsedAtAsync(api, id, "2026-03-01T13:00:00.000Z");
        (await ReadAsync(api, id)).GetProperty("name").GetString().ShouldBe("Deploy");
    }

    [Fact]
    public async Task A_request_neither_waits_for_the_note_nor_fails_with_it_and_the_next_use_is_noted()
    {
        await using var api = await ApiHost.StartAsync();
        var (id, key) = await api.CreateKeyAsync();
        var stuck = new TaskCompletionSource();
        api.Stores.Journal.Before = call => call.StartsWith("Keys.Replace", StringComparison.Ordinal) ? stuck.Task : Task.CompletedTask;

        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.OK);

        stuck.SetException(new TimeoutException());
        await Eventually.TrueAsync(() => api.Log.Lines.Any(line => line.Text.Contains("could not be noted")));
        api.Stores.Journal.Recover();
        await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors);
        await UsedAtAsync(api, id, "2026-03-01T12:00:00.000Z");
    }

    [Fact]
    public async Task A_key_that_is_revoked_while_its_use_is_noted_stays_revoked()
    {
        await using var api = await ApiHost.StartAsync();
        var (id, key) = await api.CreateKeyAsync();
        var (asked, revoked) = (new TaskCompletionSource(), new TaskCompletionSource());
        api.Stores.Journal.Before = async call =>
        {
            if (!call.StartsWith("Keys.Replace", StringComparison.Ordinal)) return;
            asked.SetResult();
            await revoked.Task;
        };
        await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors);
        await asked.Task;

        (await api.Client.DeleteAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var noted = new TaskCompletionSource();
        api.Stores.Journal.After = call =>
        {
            if (call.StartsWith("Keys.Replace", StringComparison.Ordinal)) noted.SetResult();
            return Task.CompletedTask;
        };
        revoked.SetResult();
        await noted.Task;

        (await api.Client.GetAsync($"{Calls.Keys}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.CallAsync(key, HttpMethod.Get, ApiHost.Monitors)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonElement> ReadAsync(ApiHost api, string id) => await ApiHost.JsonAsync(await api.Client.GetAsync($"{Calls.Keys}/{id}"));

    private static Task UsedAtAsync(ApiHost api, string id, string time) => Eventually.TrueAsync(() =>
        api.Stores.Workspaces.Json.Any(json => json.Contains(id) && StatusHawkJson.Read<ApiKey>(json).LastUsedAt == ZonedTime.Parse(time)));
}
