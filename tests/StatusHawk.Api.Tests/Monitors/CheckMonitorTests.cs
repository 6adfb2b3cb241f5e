using System.Net;
using StatusHawk.Core;

namespace StatusHawk.Api.Tests.Monitors;

public class CheckMonitorTests
{
    [Fact]
    public async Task Pipeline_is_asked_to_have_it_checked_and_nothing_is_changed()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString()!;
        api.Stores.Journal.Clear();

        var response = await api.Client.PostAsync($"{ApiHost.Monitors}/{id}/check", null);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"id":"{{id}}","regions":["asia","eu","us"]}""");
        api.Stores.Journal.Writes.ShouldBe(["Queues.Send"]);
        api.Stores.Queues.Of<Command>(Queues.Commands)[^1].ShouldBe(new() { Kind = CommandKind.MonitorChanged, WorkspaceId = ApiHost.WorkspaceId, MonitorId = id });
    }

    [Theory]
    [InlineData("""{"name":"Shop","http":{"url":"https://shop.example.org/"},"enabled":false}""")]
    [InlineData("""{"name":"Job","kind":"heartbeat","heartbeat":{"periodSeconds":60,"graceSeconds":10}}""")]
    public async Task What_is_not_checked_cannot_be_checked_now(string monitor)
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync(monitor)).GetProperty("id").GetString()!;
        api.Stores.Journal.Clear();

        (await api.Client.PostAsync($"{ApiHost.Monitors}/{id}/check", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_monitor_is_not_found_and_a_command_that_was_not_sent_is_not_promised()
    {
        await using var api = await ApiHost.StartAsync();
        var id = (await api.CreateAsync()).GetProperty("id").GetString()!;

        (await api.Client.PostAsync($"{ApiHost.Monitors}/{Ids.New(Ids.Monitor)}/check", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.PostAsync($"{ApiHost.Monitors}/x/check", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.Stores.Journal.Before = call =>
            call.StartsWith("Queues.Send", StringComparison.Ordinal) ? throw new StoreUnavailableException("The test took the queue away.") : Task.CompletedTask;
        (await api.Client.PostAsync($"{ApiHost.Monitors}/{id}/check", null)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
