using System.Collections.Concurrent;
using System.Net;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

public class ChangeFeedTests(CosmosEmulatorFixture cosmos)
{
    private static readonly PartitionKey A = new("a");

    [Fact]
    public async Task Reading_from_the_beginning_ends_with_nothing_new_and_goes_on_with_what_comes()
    {
        var container = await cosmos.NewContainerAsync();
        foreach (var id in "1234") await container.CreateItemAsync(new Note($"{id}", "a"), A);
        using var feed = Feed(container, ChangeFeedStartFrom.Beginning(), pageSize: 3);

        (await NextAsync(feed)).Ids.ShouldBe("1 2 3");
        (await NextAsync(feed)).Ids.ShouldBe("4");
        var (ids, status, continuation) = await NextAsync(feed);
        (ids, status).ShouldBe(("", HttpStatusCode.NotModified));

        await container.CreateItemAsync(new Note("5", "b"), new("b"));
        (await NextAsync(feed)).Ids.ShouldBe("5");
        using var resumed = Feed(container, ChangeFeedStartFrom.ContinuationToken(continuation));
        (await NextAsync(resumed)).Ids.ShouldBe("5");
        (await NextAsync(resumed)).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Each_item_shows_once_in_its_latest_version_and_deletes_do_not()
    {
        var container = await cosmos.NewContainerAsync();
        foreach (var id in "123") await container.CreateItemAsync(new Note($"{id}", "a"), A);
        await container.UpsertItemAsync(new Note("1", "a", 7), A);
        await container.DeleteItemAsync<Note>("2", A);

        using var feed = Feed(container, ChangeFeedStartFrom.Beginning());
        var page = await feed.ReadNextAsync();
        page.Select(note => (note.Id, note.N)).ShouldBe([("3", 0), ("1", 7)]);
    }

    [Fact]
    public async Task Starting_now_shows_only_what_comes_after()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a"), A);
        using var feed = Feed(container, ChangeFeedStartFrom.Now());
        (await NextAsync(feed)).Status.ShouldBe(HttpStatusCode.NotModified);
        await container.CreateItemAsync(new Note("2", "a"), A);
        (await NextAsync(feed)).Ids.ShouldBe("2");
    }

    [Fact]
    public async Task Starting_at_a_time_leaves_out_what_was_before()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a"), A);
        using var later = Feed(container, ChangeFeedStartFrom.Time(DateTime.UtcNow.AddHours(1)));
        (await NextAsync(later)).Status.ShouldBe(HttpStatusCode.NotModified);
        using var earlier = Feed(container, ChangeFeedStartFrom.Time(DateTime.UtcNow.AddHours(-1)));
        (await NextAsync(earlier)).Ids.ShouldBe("1");
    }

    [Fact]
    public async Task The_feed_of_one_partition_shows_no_other()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a"), A);
        await container.CreateItemAsync(new Note("2", "b"), new("b"));
        using var feed = Feed(container, ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(A)));
        (await NextAsync(feed)).Ids.ShouldBe("1");
        (await NextAsync(feed)).Status.ShouldBe(HttpStatusCode.NotModified);
        await container.CreateItemAsync(new Note("3", "b"), new("b"));
        (await NextAsync(feed)).Status.ShouldBe(HttpStatusCode.NotModified);
        await container.CreateItemAsync(new Note("4", "a"), A);
        (await NextAsync(feed)).Ids.ShouldBe("4");
    }

    [Fact]
    public async Task The_feed_of_each_range_of_the_container_together_is_the_whole()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a"), A);
        var range = (await container.GetFeedRangesAsync()).ShouldHaveSingleItem();
        using var feed = Feed(container, ChangeFeedStartFrom.Beginning(range));
        (await NextAsync(feed)).Ids.ShouldBe("1");
    }

    [Fact]
    public async Task The_sdks_processor_follows_the_feed_with_its_leases()
    {
        var (container, leases) = (await cosmos.NewContainerAsync(), await cosmos.NewContainerAsync(partitionPath: "/id"));
        var seen = new ConcurrentQueue<string>();
        var processor = container.GetChangeFeedProcessorBuilder<Note>("test", (notes, _) =>
            {
                foreach (var note in notes) seen.Enqueue(note.Id);
                return Task.CompletedTask;
            })
            .WithInstanceName("one").WithLeaseContainer(leases).WithPollInterval(TimeSpan.FromMilliseconds(50))
            .WithStartTime(DateTime.UnixEpoch).Build();
        await container.CreateItemAsync(new Note("1", "a"), A);
        await processor.StartAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(!seen.IsEmpty), "what was there is seen");
        await container.CreateItemAsync(new Note("2", "b"), new("b"));
        await Eventually.HoldsAsync(() => Task.FromResult(seen.Count == 2), "what comes is seen");
        await processor.StopAsync();
        seen.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_continuation_is_good_after_a_restart()
    {
        await using var emulator = new CosmosEmulatorProcess();
        await emulator.StartAsync();
        var port = emulator.Endpoint.Port;
        using var client = emulator.NewClient();
        var container = await ((Database)await client.CreateDatabaseAsync("statushawk")).NewContainerAsync();
        foreach (var id in "12") await container.CreateItemAsync(new Note($"{id}", "a"), A);
        await container.DeleteItemAsync<Note>("2", A);
        using var before = Feed(container, ChangeFeedStartFrom.Beginning());
        (await NextAsync(before)).Ids.ShouldBe("1");
        var continuation = (await NextAsync(before)).Continuation;

        await emulator.KillAsync();
        await emulator.StartAsync(port);
        using var after = Feed(container, ChangeFeedStartFrom.ContinuationToken(continuation));
        (await NextAsync(after)).Status.ShouldBe(HttpStatusCode.NotModified);
        await container.CreateItemAsync(new Note("3", "a"), A);
        (await NextAsync(after)).Ids.ShouldBe("3");
        (await NextAsync(before)).Ids.ShouldBe("3");
    }

    private static FeedIterator<Note> Feed(Container container, ChangeFeedStartFrom from, int? pageSize = null) =>
        container.GetChangeFeedIterator<Note>(from, ChangeFeedMode.LatestVersion, new() { PageSizeHint = pageSize });

    private static async Task<(string Ids, HttpStatusCode Status, string Continuation)> NextAsync(FeedIterator<Note> feed)
    {
        feed.HasMoreResults.ShouldBeTrue();
        var page = await feed.ReadNextAsync();
        var ids = page.StatusCode == HttpStatusCode.NotModified ? "" : string.Join(' ', page.Select(note => note.Id));
        return (ids, page.StatusCode, page.ContinuationToken);
    }
}
