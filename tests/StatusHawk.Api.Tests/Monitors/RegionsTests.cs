using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Tests.Monitors;

public class RegionsTests
{
    [Fact]
    public async Task Regions_are_listed_with_what_is_known_of_them()
    {
        await using var api = await ApiHost.StartAsync();
        (await api.Client.GetStringAsync($"{ApiHost.Workspace}/regions"))
            .ShouldBe("""{"items":[{"name":"asia","capabilities":{}},{"name":"eu","capabilities":{}},{"name":"us","capabilities":{}}],"next":null}""");

        await api.Stores.Pages.WriteHeartbeatAsync(new PipelineHeartbeat(api.Clock.GetUtcNow(), ["eu"]), default);

        (await api.Client.GetStringAsync($"{ApiHost.Workspace}/regions"))
            .ShouldBe("""{"items":[{"name":"asia","capabilities":{"icmp":true}},{"name":"eu","capabilities":{"icmp":false}},{"name":"us","capabilities":{"icmp":true}}],"next":null}""");
    }
}
