using System.Net;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Linq;

namespace StatusHawk.Emulation.Tests.Cosmos;

public class QueryTests(CosmosEmulatorFixture cosmos)
{
    private static readonly PartitionKey A = new("a");

    [Theory]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.n >= @n", "a3 a4 a5")]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.n >= @n ORDER BY c.n DESC", "a5 a4 a3")]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.id >= 'a2' AND c.id < 'a4'", "a2 a3")]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.id IN ('a1', 'a5', 'b1')", "a1 a5")]
    [InlineData("SELECT VALUE c.id FROM c WHERE STARTSWITH(c.id, 'a') AND ARRAY_CONTAINS(c.tags, 'odd')", "a1 a3 a5")]
    [InlineData("SELECT TOP 2 VALUE c.id FROM c ORDER BY c.n DESC", "a5 a4")]
    [InlineData("SELECT VALUE c.id FROM c ORDER BY c.n OFFSET 1 LIMIT @n", "a2 a3 a4")]
    [InlineData("SELECT VALUE COUNT(1) FROM c WHERE c.n >= @n", "3")]
    [InlineData("SELECT VALUE MAX(c.id) FROM c", "a5")]
    [InlineData("SELECT VALUE SUM(c.n) FROM c", "15")]
    [InlineData("SELECT DISTINCT VALUE t FROM c JOIN t IN c.tags", "odd even")]
    [InlineData("SELECT VALUE c.id FROM c WHERE c.id = 'OFFSET 1 LIMIT 1' OR c.id = 'GROUP BY' OR c.n = 1", "a1")]
    public async Task A_query_of_one_partition_sees_that_partition_only(string sql, string expected)
    {
        var container = await FilledAsync();
        var query = new QueryDefinition(sql).WithParameter("@n", 3);
        (await AllAsync<object>(container, query, A)).Select(item => $"{item}").ShouldBe(expected.Split(' '));
    }

    [Fact]
    public async Task A_query_without_a_partition_sees_all_of_them()
    {
        var container = await FilledAsync();
        (await AllAsync<int>(container, new("SELECT VALUE COUNT(1) FROM c"))).ShouldBe([10]);
        var ids = await AllAsync<string>(container, new("SELECT VALUE c.id FROM c WHERE c.n > 3 ORDER BY c.id"));
        ids.ShouldBe(["a4", "a5", "b4", "b5"]);
    }

    [Fact]
    public async Task Objects_are_projected_and_mapped()
    {
        var container = await FilledAsync();
        var query = new QueryDefinition("SELECT c.id, c.shard, c.n FROM c WHERE c.n = 2");
        (await AllAsync<Note>(container, query, A)).ShouldHaveSingleItem().ShouldBeEquivalentTo(new Note("a2", "a", 2));
    }

    [Theory]
    [InlineData("SELECT VALUE c.id FROM c")]
    [InlineData("SELECT VALUE c.id FROM c ORDER BY c.id")]
    public async Task Pages_follow_each_other_without_gap_or_repeat_while_items_come_in(string sql)
    {
        var container = await FilledAsync();
        var options = new QueryRequestOptions { PartitionKey = A, MaxItemCount = 2 };
        string? continuation = null;
        var pages = new List<string[]>();
        do
        {
            using var feed = container.GetItemQueryIterator<string>(sql, continuation, options);
            var page = await feed.ReadNextAsync();
            pages.Add([.. page]);
            continuation = page.ContinuationToken;
            if (pages.Count == 1) await container.CreateItemAsync(new Note("a9", "a", 9), A);
        }
        while (continuation is not null);

        pages.Select(page => string.Join(' ', page)).ShouldBe(["a1 a2", "a3 a4", "a5 a9"]);
    }

    [Fact]
    public async Task Items_are_listed_without_a_query()
    {
        var container = await FilledAsync();
        var options = new QueryRequestOptions { PartitionKey = A };
        var notes = new List<Note>();
        using var feed = container.GetItemQueryIterator<Note>(requestOptions: options);
        while (feed.HasMoreResults) notes.AddRange(await feed.ReadNextAsync());
        notes.Select(note => note.Id).ShouldBe(["a1", "a2", "a3", "a4", "a5"]);
    }

    [Fact]
    public async Task Linq_is_translated_by_the_sdk_and_answered()
    {
        var container = await FilledAsync();
        var query = container.GetItemLinqQueryable<Note>(requestOptions: new() { PartitionKey = A })
            .Where(note => note.N > 3).Select(note => note.Id).ToQueryDefinition();
        (await AllAsync<string>(container, query, A)).ShouldBe(["a4", "a5"]);
    }

    [Fact]
    public async Task Many_items_are_read_by_id_and_partition_at_the_price_of_those_items()
    {
        var container = await FilledAsync();
        var found = await container.ReadManyItemsAsync<Note>([("a1", A), ("a3", A), ("b2", new("b")), ("b9", new("b"))]);
        found.Resource.Select(note => note.Id).Order().ShouldBe(["a1", "a3", "b2"]);
        found.RequestCharge.ShouldBeLessThan(6);
    }

    [Theory]
    [InlineData("SELECT c.shard, COUNT(1) AS n FROM c GROUP BY c.shard", "GROUP BY")]
    [InlineData("SELEKT * FROM c", "Syntax error")]
    [InlineData("SELECT * FROM c ORDER BY c.n, c.id", "composite index")]
    public async Task A_query_that_cannot_be_answered_is_refused_with_the_reason(string sql, string reason)
    {
        var container = await FilledAsync();
        var refusal = await Should.ThrowAsync<CosmosException>(() => AllAsync<object>(container, new(sql), A));
        refusal.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        refusal.Message.ShouldContain(reason);
    }

    [Fact]
    public async Task A_hierarchical_key_is_queried_whole_and_refused_in_part()
    {
        var container = await cosmos.NewContainerAsync();
        var properties = new ContainerProperties($"{container.Id}h", (List<string>)["/shard", "/n"]);
        Container hierarchical = await container.Database.CreateContainerAsync(properties);
        foreach (var (id, n) in new[] { ("1", 1), ("2", 1), ("3", 2) }) await hierarchical.CreateItemAsync(new Note(id, "a", n));

        var ids = await AllAsync<string>(hierarchical, new("SELECT VALUE c.id FROM c"), new PartitionKeyBuilder().Add("a").Add(1).Build());
        ids.ShouldBe(["1", "2"]);
        var part = () => AllAsync<string>(hierarchical, new("SELECT VALUE c.id FROM c"), new PartitionKeyBuilder().Add("a").Build());
        (await part.ShouldThrowAsync<CosmosException>()).StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
    }

    private async Task<Container> FilledAsync()
    {
        var container = await cosmos.NewContainerAsync();
        for (var n = 1; n <= 5; n++)
        {
            var tags = (string[])[n % 2 == 1 ? "odd" : "even"];
            await container.CreateItemAsync(new Note($"a{n}", "a", n) { Tags = tags }, A);
            await container.CreateItemAsync(new Note($"b{n}", "b", n) { Tags = tags }, new("b"));
        }
        return container;
    }

    private static async Task<List<T>> AllAsync<T>(Container container, QueryDefinition query, PartitionKey? partition = null)
    {
        var items = new List<T>();
        using var feed = container.GetItemQueryIterator<T>(query, requestOptions: new() { PartitionKey = partition });
        while (feed.HasMoreResults) items.AddRange(await feed.ReadNextAsync());
        return items;
    }
}
