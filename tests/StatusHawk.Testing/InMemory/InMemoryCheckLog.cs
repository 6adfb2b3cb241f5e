using StatusHawk.Core.Checks;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryCheckLog(StoreJournal journal) : ICheckLog
{
    private readonly Documents<LogEntry> _entries = new();

    internal Documents<LogEntry> Documents => _entries;

    /// <summary>Everything stored.</summary>
    public IReadOnlyList<LogEntry> All => [.. _entries.All];

    public Task<bool> AppendAsync(LogEntry entry, CancellationToken cancellationToken) =>
        journal.RunAsync($"Log.Append {entry.Shard} {entry.Id}", () => _entries.TryAdd($"{entry.Shard}|{entry.Id}", entry));

    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<LogEntry>>($"Log.Read {shard}", () => [.. _entries.All.Where(e => e.Shard == shard && e.Slot >= from)]);

    public Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, Slot to, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<LogEntry>>($"Log.Read {shard}", () => [.. _entries.All.Where(e => e.Shard == shard && e.Slot >= from && e.Slot <= to)]);
}
