using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd;

/// <summary>Looks into a stack's database, behind the back of its apps.</summary>
public sealed class StackLog(LocalStack stack) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddStatusHawkStores(stack.Configuration()).BuildServiceProvider();

    public IMessageQueues Queues => _services.GetRequiredService<IMessageQueues>();

    /// <summary>Puts in a monitor as if it had been there for long.</summary>
    public Task CreateAsync(Monitor monitor) => _services.GetRequiredService<IMonitorStore>().CreateAsync(monitor, default);

    public async Task<Monitor> MonitorAsync(string id) =>
        (await _services.GetRequiredService<IMonitorStore>().ReadAsync(stack.Secrets.WorkspaceId, id, default))!.Value;

    public async Task<LiveState?> LiveAsync(string id) =>
        (await _services.GetRequiredService<ILiveStore>().ReadAsync(stack.Secrets.WorkspaceId, id, default))?.Value;

    /// <summary>All that is stored of the shard that a monitor is in.</summary>
    public async Task<IReadOnlyList<LogEntry>> EntriesAsync(string id) =>
        await _services.GetRequiredService<ICheckLog>().ReadAsync((await MonitorAsync(id)).Shard, new Slot(0), default);

    /// <summary>What is stored of a shard from a slot on.</summary>
    public Task<IReadOnlyList<LogEntry>> ShardAsync(string shard, Slot from) => _services.GetRequiredService<ICheckLog>().ReadAsync(shard, from, default);

    /// <summary>The slots of the rounds of one region, in order; a slot twice would be there twice.</summary>
    public async Task<Slot[]> SlotsAsync(string id, string region) =>
    [
        .. (await EntriesAsync(id))
            .Where(entry => entry.Kind == EntryKind.Round && entry.Region == region)
            .SelectMany(entry => entry.Results.Where(result => result.MonitorId == id), (entry, _) => entry.Slot)
            .Order(),
    ];

    /// <summary>All incidents of the stack's workspace.</summary>
    public Task<IReadOnlyList<Incident>> IncidentsAsync() =>
        _services.GetRequiredService<IIncidentStore>().ListAsync(stack.Secrets.WorkspaceId, DateTimeOffset.MinValue, 10_000, default);

    /// <summary>The stores of the stack.</summary>
    public IServiceProvider Stores => _services;

    /// <summary>Every document and row that has one of these words in it, as <c>{container or table}: {id}</c>, in order.</summary>
    public async Task<IReadOnlyList<string>> MentionsAsync(params string[] words)
    {
        var found = new List<string>();
        foreach (var container in CosmosContainer.All)
        {
            using var pages = _services.GetRequiredService<CosmosDatabase>().Database.GetContainer(container.Name).GetItemQueryIterator<JsonElement>("SELECT * FROM c");
            while (pages.HasMoreResults)
                found.AddRange((await pages.ReadNextAsync()).Where(item => Mentions(item.GetRawText())).Select(item => $"{container.Name}: {item.GetProperty("id").GetString()}"));
        }

        var tables = new TableServiceClient(stack.Configuration()["HomeStorage"]!);
        foreach (var table in new[] { "deliveries", "uptime" })
        {
            await foreach (var row in tables.GetTableClient(table).QueryAsync<TableEntity>())
                if (Mentions($"{row.PartitionKey} {row.RowKey} {row.GetString("WorkspaceId")}")) found.Add($"{table}: {row.PartitionKey} {row.RowKey}");
        }

        return [.. found.Order(StringComparer.Ordinal)];

        bool Mentions(string text) => words.Any(word => text.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>How many queues had a message that failed for ever: its poison queue is there, though swept.</summary>
    public async Task<int> PoisonedAsync()
    {
        var service = new QueueServiceClient(stack.Configuration()["HomeStorage"]);
        var poisoned = 0;
        await foreach (var queue in service.GetQueuesAsync())
            if (queue.Name.EndsWith("-poison", StringComparison.Ordinal)) poisoned++;
        return poisoned;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
