using System.Collections.Concurrent;
using System.Net;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

public sealed class DurabilityTests : IAsyncDisposable
{
    private static readonly PartitionKey A = new("a");
    private readonly CosmosEmulatorProcess _emulator = new();

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        await _emulator.StartAsync();
        string etag, containerId;
        using (var client = _emulator.NewClient())
        {
            Database database = await client.CreateDatabaseAsync("statushawk");
            var container = await database.NewContainerAsync(defaultTtl: 600);
            containerId = container.Id;
            await container.CreateItemAsync(new Note("1", "a", 1), A);
            etag = (await container.ReplaceItemAsync(new Note("1", "a", 2), "1", A)).ETag;
            await container.CreateItemAsync(new Note("2", "a"), A);
            await container.DeleteItemAsync<Note>("2", A);
            await (await database.NewContainerAsync()).DeleteContainerAsync();
        }

        for (var restart = 0; restart < 2; restart++)
        {
            await _emulator.KillAsync();
            await _emulator.StartAsync();
            using var client = _emulator.NewClient();
            var container = client.GetContainer("statushawk", containerId);
            ContainerProperties properties = await container.ReadContainerAsync();
            (properties.DefaultTimeToLive, properties.PartitionKeyPath).ShouldBe((600, "/shard"));
            var kept = await container.ReadItemAsync<Note>("1", A);
            (kept.Resource.N, kept.ETag).ShouldBe((2, etag));
            using var deleted = await container.ReadItemStreamAsync("2", A);
            deleted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            using var containers = client.GetDatabase("statushawk").GetContainerQueryIterator<ContainerProperties>();
            (await containers.ReadNextAsync()).ShouldHaveSingleItem().Id.ShouldBe(containerId);
        }
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_writing_loses_nothing_that_was_acknowledged()
    {
        await _emulator.StartAsync();
        var acknowledged = new ConcurrentBag<string>();
        using var client = _emulator.NewClient();
        var container = await ((Database)await client.CreateDatabaseAsync("statushawk")).NewContainerAsync();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8)
            .Select(writer => Task.Run(() => WriteUntilBrokenAsync(container, writer, acknowledged, stop.Token))).ToArray();
        await Eventually.HoldsAsync(() => Task.FromResult(acknowledged.Count >= 300), "writers write");
        await _emulator.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        await _emulator.StartAsync();
        using var after = _emulator.NewClient();
        var reopened = after.GetContainer(container.Database.Id, container.Id);
        var ids = new HashSet<string>();
        using var query = reopened.GetItemQueryIterator<string>("SELECT VALUE c.id FROM c", requestOptions: new() { PartitionKey = A });
        while (query.HasMoreResults) ids.UnionWith(await query.ReadNextAsync());
        acknowledged.ShouldAllBe(id => ids.Contains(id));
    }

    [Fact]
    public async Task A_second_process_on_the_same_data_is_refused_and_one_after_a_kill_is_not()
    {
        await _emulator.StartAsync();
        await using var second = new CosmosEmulatorProcess(_emulator.Data);
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => second.StartAsync());
        refusal.Message.ShouldContain("is in use by process");
        (await second.WaitForExitAsync()).ShouldBe(1);

        await _emulator.KillAsync();
        await second.StartAsync();
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        await _emulator.StartAsync();
        await using var second = new CosmosEmulatorProcess();
        await Should.ThrowAsync<InvalidOperationException>(() => second.StartAsync(_emulator.Endpoint.Port));
        (await second.WaitForExitAsync()).ShouldBe(1);
        second.Errors.ShouldHaveSingleItem().ShouldContain($"Port {_emulator.Endpoint.Port} is in use");
    }

    [Fact]
    public async Task An_unsupported_request_is_refused_by_name()
    {
        await _emulator.StartAsync();
        using var answer = await _emulator.Http.GetAsync(new Uri(_emulator.Endpoint, "/offers"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("GET /offers");
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static async Task WriteUntilBrokenAsync(
        Container container, int writer, ConcurrentBag<string> acknowledged, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var id = $"{writer}-{n}";
            try
            {
                await container.CreateItemAsync(new Note(id, "a"), A, cancellationToken: stop);
            }
            catch (Exception error) when (error is CosmosException or HttpRequestException or OperationCanceledException)
            {
                return; // The process is gone: what was not acknowledged may be there or not.
            }
            acknowledged.Add(id);
        }
    }
}
