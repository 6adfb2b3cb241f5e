using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

public class TimeToLiveTests(CosmosEmulatorFixture cosmos)
{
    private static readonly PartitionKey A = new("a");

    [Theory]
    [InlineData(1, null, "the container's time")]
    [InlineData(-1, 1, "the item's own time")]
    public async Task An_expired_item_is_gone_from_reads_queries_and_the_feed(int defaultTtl, int? ttl, string because)
    {
        var container = await cosmos.NewContainerAsync(defaultTtl);
        await container.CreateItemAsync(new Note("kept", "a") { Ttl = -1 }, A);
        await container.CreateItemAsync(new Note("gone", "a") { Ttl = ttl }, A);

        await Eventually.HoldsAsync(async () => await StatusOfReadAsync(container, "gone") == HttpStatusCode.NotFound, because);

        using var query = container.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c", requestOptions: new() { PartitionKey = A });
        (await query.ReadNextAsync()).ShouldBe(["kept"]);
        using var feed = container.GetChangeFeedIterator<Note>(ChangeFeedStartFrom.Beginning(), ChangeFeedMode.LatestVersion);
        (await feed.ReadNextAsync()).Select(note => note.Id).ShouldBe(["kept"]);
        (await container.CreateItemAsync(new Note("gone", "a"), A)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await StatusOfReadAsync(container, "kept")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_containers_time_to_live_can_be_read_and_changed()
    {
        var container = await cosmos.NewContainerAsync(defaultTtl: 600);
        ContainerProperties properties = await container.ReadContainerAsync();
        properties.DefaultTimeToLive.ShouldBe(600);

        await container.CreateItemAsync(new Note("1", "a"), A);
        properties.DefaultTimeToLive = 1;
        await container.ReplaceContainerAsync(properties);
        await Eventually.HoldsAsync(
            async () => await StatusOfReadAsync(container, "1") == HttpStatusCode.NotFound, "the new time counts from the last write");
    }

    [Fact]
    public async Task Expiry_is_counted_as_a_charge()
    {
        var container = await cosmos.NewContainerAsync(defaultTtl: 1);
        await container.CreateItemAsync(new Note("1", "a"), A);
        var stats = default(JsonElement);
        await Eventually.HoldsAsync(
            async () => (stats = await cosmos.Emulator.StatsOfAsync(container)).GetProperty("operations").TryGetProperty("expire", out _),
            "the item expires");
        stats.GetProperty("operations").GetProperty("expire").GetProperty("requestUnits").GetDouble().ShouldBe(5.5);
        stats.GetProperty("items").GetInt32().ShouldBe(0);
        stats.GetProperty("bytes").GetInt32().ShouldBe(0);
    }

    private static async Task<HttpStatusCode> StatusOfReadAsync(Container container, string id)
    {
        using var answer = await container.ReadItemStreamAsync(id, A);
        return answer.StatusCode;
    }
}
