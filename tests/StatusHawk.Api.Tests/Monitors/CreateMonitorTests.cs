using System.Net;
using StatusHawk.Core;

namespace StatusHawk.Api.Tests.Monitors;

public class CreateMonitorTests
{
    [Fact]
    public async Task A_monitor_needs_a_name_and_a_url_and_gets_defaults_for_the_rest()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(ApiHost.Monitors, """{"name":"  Shop ","http":{"url":"https://shop.example.org/"}}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = await response.Content.ReadAsStringAsync();
        var monitor = api.Stores.Monitors.All.ShouldHaveSingleItem();
        response.Headers.Location!.ToString().ShouldBe($"{ApiHost.PublicUrl}{ApiHost.Monitors}/{monitor.Id}");
        body.ShouldBe(
            $$$"""
            {"id":"{{{monitor.Id}}}","name":"Shop","tags":[],"kind":"http","http":{"url":"https://shop.example.org/","method":"GET","headers":{},"maxRedirects":5,"httpVersion":"1.1","ipVersion":"any","ignoreCertificateErrors":false},"assertions":[],"intervalSeconds":60,"timeoutSeconds":10,"regions":["asia","eu","us"],"confirmAfter":1,"quorum":"majority","enabled":true,"verdict":"unknown","since":"2026-03-01T12:00:00.000Z","votes":{},"createdAt":"2026-03-01T12:00:00.000Z","updatedAt":"2026-03-01T12:00:00.000Z"}
            """);
        (await api.Client.GetStringAsync($"{ApiHost.Monitors}/{monitor.Id}")).ShouldBe(body);
    }

    [Fact]
    public async Task It_takes_a_place_then_is_saved_then_pipeline_is_told()
    {
        await using var api = await ApiHost.StartAsync();

        var id = (await api.CreateAsync()).GetProperty("id").GetString();

        api.Stores.Journal.Writes.ShouldBe(["Shards.Take", "Monitors.Create", "Queues.Send"]);
        api.Stores.Shards.Places[api.Stores.Monitors.All[0].Shard].ShouldBe([id!]);
        api.Stores.Queues.Of<Command>(Queues.Commands).ShouldBe([new() { Kind = CommandKind.MonitorChanged, WorkspaceId = ApiHost.WorkspaceId, MonitorId = id }]);
    }

    [Fact]
    public async Task Every_field_can_be_said()
    {
        await using var api = await ApiHost.StartAsync();

        var monitor = await api.CreateAsync(
            """
            {"name":"Shop","kind":"http","http":{"url":"https://shop.example.org/#top","method":"head","headers":{"X-A":"1"}},"intervalSeconds":86400,
             "timeoutSeconds":60,"regions":["us","eu","us"],"confirmAfter":3,"quorum":"67%","enabled":false}
            """);

        monitor.GetProperty("http").GetRawText().ShouldBe("""{"url":"https://shop.example.org/","method":"HEAD","headers":{"X-A":"•••"},"maxRedirects":5,"httpVersion":"1.1","ipVersion":"any","ignoreCertificateErrors":false}""");
        monitor.GetProperty("intervalSeconds").GetInt32().ShouldBe(86400);
        monitor.GetProperty("timeoutSeconds").GetInt32().ShouldBe(60);
        monitor.GetProperty("regions").GetRawText().ShouldBe("""["eu","us"]""");
        monitor.GetProperty("confirmAfter").GetInt32().ShouldBe(3);
        monitor.GetProperty("quorum").GetString().ShouldBe("67%");
        monitor.GetProperty("enabled").GetBoolean().ShouldBeFalse();
        monitor.GetProperty("verdict").GetString().ShouldBe("paused");
    }

    [Fact]
    public async Task A_header_is_sealed_for_its_monitor_and_never_read_back()
    {
        await using var api = await ApiHost.StartAsync();

        var response = await api.PostAsync(
            ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/","headers":{"Authorization":"Bearer open-sesame"}}}""");

        (await response.Content.ReadAsStringAsync()).ShouldNotContain("open-sesame");
        (await api.Client.GetStringAsync(ApiHost.Monitors)).ShouldNotContain("open-sesame");
        api.Stores.Monitors.Json.ShouldAllBe(json => !json.Contains("open-sesame"));
        api.Stores.Queues.Sent.ShouldAllBe(sent => !sent.Json.Contains("open-sesame"));
        api.Log.Lines.ShouldAllBe(line => !line.Text.Contains("open-sesame"));
        var monitor = api.Stores.Monitors.All.ShouldHaveSingleItem();
        api.Service<Sealer>().Open(monitor.Http!.SealedHeaders!["Authorization"], monitor.Id).ShouldBe("Bearer open-sesame");
    }

    [Fact]
    public async Task A_private_address_may_be_checked_where_the_setting_allows_it()
    {
        await using var api = await ApiHost.StartAsync(("Probe:AllowPrivateTargets", "true"));

        var monitor = await api.CreateAsync("""{"name":"Here","http":{"url":"http://127.0.0.1:8080/"}}""");

        monitor.GetProperty("http").GetProperty("url").GetString().ShouldBe("http://127.0.0.1:8080/");
    }

    [Fact]
    public async Task A_command_that_cannot_be_sent_fails_no_request()
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.Before = call => call.StartsWith("Queues", StringComparison.Ordinal) ? throw new TimeoutException() : Task.CompletedTask;

        await api.CreateAsync();

        api.Stores.Monitors.All.Count.ShouldBe(1);
        api.Log.Lines.ShouldContain(line => line.Text.Contains("could not be sent"));
    }

    [Theory]
    [InlineData(1, false, 0, 0)]
    [InlineData(1, true, 0, 1)]
    [InlineData(2, false, 0, 1)]
    [InlineData(2, true, 1, 1)]
    [InlineData(3, false, 1, 1)]
    public async Task Dying_between_two_steps_leaves_no_monitor_without_a_place(int write, bool happened, int monitors, int places)
    {
        await using var api = await ApiHost.StartAsync();
        api.Stores.Journal.DieAt(write, happened);

        await api.PostAsync(ApiHost.Monitors, """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""");

        api.Stores.Monitors.All.Count.ShouldBe(monitors);
        api.Stores.Shards.Places.Values.Sum(p => p.Count).ShouldBe(places);
        api.Stores.Monitors.All.ShouldAllBe(m => api.Stores.Shards.Places[m.Shard].Contains(m.Id));
    }
}
