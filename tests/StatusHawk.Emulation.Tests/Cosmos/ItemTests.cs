using System.Net;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

public class ItemTests(CosmosEmulatorFixture cosmos)
{
    private static readonly PartitionKey A = new("a");
    private static readonly PartitionKey B = new("b");

    [Fact]
    public async Task An_item_is_created_read_replaced_and_deleted()
    {
        var container = await cosmos.NewContainerAsync();
        var created = await container.CreateItemAsync(new Note("1", "a", 1), A);
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        created.ETag.ShouldBe(created.Resource.ETag);
        created.RequestCharge.ShouldBe(5.5);

        var read = await container.ReadItemAsync<Note>("1", A);
        read.Resource.N.ShouldBe(1);
        read.ETag.ShouldBe(created.ETag);
        read.RequestCharge.ShouldBe(1);

        var replaced = await container.ReplaceItemAsync(new Note("1", "a", 2), "1", A);
        replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        replaced.ETag.ShouldNotBe(created.ETag);
        replaced.RequestCharge.ShouldBe(11);

        (await container.DeleteItemAsync<Note>("1", A)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusOf(() => container.ReadItemAsync<Note>("1", A))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_upsert_creates_and_then_overwrites()
    {
        var container = await cosmos.NewContainerAsync();
        (await container.UpsertItemAsync(new Note("1", "a", 1), A)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await container.UpsertItemAsync(new Note("1", "a", 2), A)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await container.ReadItemAsync<Note>("1", A)).Resource.N.ShouldBe(2);
    }

    [Fact]
    public async Task Creating_an_existing_id_is_a_conflict()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a", 1), A);
        (await StatusOf(() => container.CreateItemAsync(new Note("1", "a", 2), A))).ShouldBe(HttpStatusCode.Conflict);
        (await container.ReadItemAsync<Note>("1", A)).Resource.N.ShouldBe(1);
    }

    [Fact]
    public async Task One_id_may_exist_in_two_partitions()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a", 1), A);
        await container.CreateItemAsync(new Note("1", "b", 2), B);
        (await container.ReadItemAsync<Note>("1", A)).Resource.N.ShouldBe(1);
        (await container.ReadItemAsync<Note>("1", B)).Resource.N.ShouldBe(2);

        await container.DeleteItemAsync<Note>("1", A);
        (await StatusOf(() => container.ReadItemAsync<Note>("1", A))).ShouldBe(HttpStatusCode.NotFound);
        (await container.ReadItemAsync<Note>("1", B)).Resource.N.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_item_is_not_found_by_any_operation_and_a_wrong_partition_misses_it()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a"), A);
        (await StatusOf(() => container.ReadItemAsync<Note>("1", B))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusOf(() => container.ReplaceItemAsync(new Note("2", "a"), "2", A))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusOf(() => container.DeleteItemAsync<Note>("1", B))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusOf(() => container.PatchItemAsync<Note>("2", A, [PatchOperation.Set("/n", 1)]))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stale_etag_fails_every_kind_of_write()
    {
        var container = await cosmos.NewContainerAsync();
        var stale = (await container.CreateItemAsync(new Note("1", "a", 1), A)).ETag;
        var current = (await container.UpsertItemAsync(new Note("1", "a", 2), A, IfMatch(stale))).ETag;

        var note = new Note("1", "a", 3);
        (await StatusOf(() => container.ReplaceItemAsync(note, "1", A, IfMatch(stale)))).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await StatusOf(() => container.UpsertItemAsync(note, A, IfMatch(stale)))).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await StatusOf(() => container.DeleteItemAsync<Note>("1", A, IfMatch(stale)))).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await StatusOf(() => container.PatchItemAsync<Note>("1", A, [PatchOperation.Set("/n", 3)], new() { IfMatchEtag = stale })))
            .ShouldBe(HttpStatusCode.PreconditionFailed);

        (await container.ReplaceItemAsync(note, "1", A, IfMatch(current))).Resource.N.ShouldBe(3);
    }

    [Fact]
    public async Task A_read_of_an_unchanged_item_is_not_modified()
    {
        var container = await cosmos.NewContainerAsync();
        var etag = (await container.CreateItemAsync(new Note("1", "a"), A)).ETag;
        var status = await StatusOf(() => container.ReadItemAsync<Note>("1", A, new() { IfNoneMatchEtag = etag }));
        status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_when_its_condition_holds()
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note("1", "a", 1) { Tags = ["x"] }, A);
        PatchOperation[] changes = [PatchOperation.Increment("/n", 4), PatchOperation.Add("/tags/-", "y")];
        var patched = await container.PatchItemAsync<Note>("1", A, changes, new() { FilterPredicate = "FROM c WHERE c.shard = 'a'" });
        patched.Resource.N.ShouldBe(5);
        patched.Resource.Tags.ShouldBe(["x", "y"]);

        var refused = () => container.PatchItemAsync<Note>(
            "1", A, [PatchOperation.Set("/n", 0)], new() { FilterPredicate = "FROM c WHERE c.n = 1" });
        (await StatusOf(refused)).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await container.ReadItemAsync<Note>("1", A)).Resource.N.ShouldBe(5);
    }

    [Fact]
    public async Task A_write_may_do_without_its_content_in_the_answer()
    {
        var container = await cosmos.NewContainerAsync();
        var written = await container.CreateItemAsync(new Note("1", "a"), A, new() { EnableContentResponseOnWrite = false });
        written.Resource.ShouldBeNull();
        written.ETag.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("slash/ed", "a", "an id that no address can hold")]
    [InlineData("1", "b", "a partition other than the one named")]
    public async Task A_malformed_item_is_refused(string id, string shard, string because)
    {
        var container = await cosmos.NewContainerAsync();
        (await StatusOf(() => container.CreateItemAsync(new Note(id, shard), A))).ShouldBe(HttpStatusCode.BadRequest, because);
    }

    [Theory]
    [InlineData("20261120T101500Z|weu|0")]
    [InlineData("with space % and ü")]
    public async Task Ids_and_partitions_may_hold_letters_that_addresses_escape(string text)
    {
        var container = await cosmos.NewContainerAsync();
        await container.CreateItemAsync(new Note(text, text), new(text));
        (await container.ReadItemAsync<Note>(text, new(text))).Resource.Id.ShouldBe(text);
    }

    [Fact]
    public async Task A_missing_container_is_not_found()
    {
        var missing = (await cosmos.NewContainerAsync()).Database.GetContainer("missing");
        (await StatusOf(() => missing.CreateItemAsync(new Note("1", "a"), A))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_transactional_batch_is_refused_in_plain_words()
    {
        var container = await cosmos.NewContainerAsync();
        using var answer = await container.CreateTransactionalBatch(A).CreateItem(new Note("1", "a")).ExecuteAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        answer.ErrorMessage.ShouldContain("transactional batch");
    }

    private static ItemRequestOptions IfMatch(string etag) => new() { IfMatchEtag = etag };

    private static async Task<HttpStatusCode> StatusOf<T>(Func<Task<T>> call) =>
        (await call.ShouldThrowAsync<CosmosException>()).StatusCode;
}
