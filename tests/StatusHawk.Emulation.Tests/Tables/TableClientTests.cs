using Azure;
using Azure.Data.Tables;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Tables;

public sealed class TableClientTests(Azurite azurite)
{
    [Fact]
    public async Task Every_kind_of_property_is_read_back_as_it_was_written()
    {
        var table = await TableAsync();
        var written = new TableEntity("p'1", "r|1-2 ü")
        {
            ["Text"] = "it's \"quoted\"",
            ["Number"] = 7,
            ["Whole"] = 8_000_000_000L,
            ["Flag"] = true,
            ["At"] = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567),
            ["Nothing"] = null,
        };
        await table.AddEntityAsync(written);

        var read = (await table.GetEntityIfExistsAsync<TableEntity>("p'1", "r|1-2 ü")).Value!;

        (read.GetString("Text"), read.GetInt32("Number"), read.GetInt64("Whole"), read.GetBoolean("Flag"), read.GetDateTimeOffset("At"), read.GetString("Nothing"))
            .ShouldBe((written.GetString("Text"), 7, 8_000_000_000L, true, written.GetDateTimeOffset("At"), null!));
        read.ETag.ToString().ShouldNotBeEmpty();
        read.Timestamp.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_absent_is_no_error()
    {
        var table = await TableAsync();

        (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue.ShouldBeFalse();
        (await table.DeleteEntityAsync("p", "r")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Conflicts_have_their_status_and_code()
    {
        var table = await TableAsync();
        var entity = new TableEntity("p", "r") { ["A"] = 1 };
        await table.AddEntityAsync(entity);
        var etag = (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!.ETag;
        await table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace);

        var again = await Should.ThrowAsync<RequestFailedException>(() => table.AddEntityAsync(entity));
        (again.Status, again.ErrorCode).ShouldBe((409, "EntityAlreadyExists"));
        var overtaken = await Should.ThrowAsync<RequestFailedException>(() => table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace));
        (overtaken.Status, overtaken.ErrorCode).ShouldBe((412, "UpdateConditionNotSatisfied"));
        (await Should.ThrowAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", etag))).Status.ShouldBe(412);
        (await Should.ThrowAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "none"), ETag.All))).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_does_not(TableUpdateMode mode, int? kept)
    {
        var table = await TableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, mode);

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, mode);

        var read = (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!;
        (read.GetInt32("A"), read.GetInt32("B")).ShouldBe((kept, 2));
    }

    [Fact]
    public async Task A_query_finds_its_partition_over_all_pages()
    {
        var table = await TableAsync();
        for (var i = 0; i < 5; i++) await table.AddEntityAsync(new TableEntity("p'x", $"{i}") { ["N"] = i });
        await table.AddEntityAsync(new TableEntity("other", "0"));
        var found = new List<int?>();

        await foreach (var entity in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {"p'x"} and N ge {1}"), maxPerPage: 2)) found.Add(entity.GetInt32("N"));

        found.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Creating_a_table_that_is_there_is_fine()
    {
        var table = await TableAsync();

        await table.CreateIfNotExistsAsync();
    }

    private async Task<TableClient> TableAsync()
    {
        await azurite.ReadyAsync();
        var table = new TableServiceClient(azurite.ConnectionString).GetTableClient("T" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        return table;
    }
}
