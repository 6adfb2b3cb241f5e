using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryAuditLog(StoreJournal journal) : IAuditLog
{
    private readonly Documents<AuditEntry> _rows = new();

    internal Documents<AuditEntry> Documents => _rows;

    /// <summary>Every row, the latest first.</summary>
    public IReadOnlyList<AuditEntry> All => [.. _rows.All.OrderBy(entry => AuditKey.Of(entry), StringComparer.Ordinal)];

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _rows.Json];

    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => journal.RunAsync($"Audit.Add {entry.Action}", () => _rows.TryAdd(Key(entry), entry));

    public Task CompleteAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        journal.RunAsync($"Audit.Complete {entry.Action}", () => _rows.Find(Key(entry)) is { } found && _rows.TryWrite(Key(entry), entry, found.ETag));

    public Task RemoveAsync(AuditEntry entry, CancellationToken cancellationToken) => journal.RunAsync($"Audit.Remove {entry.Action}", () =>
    {
        _rows.Remove(Key(entry));
        return true;
    });

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<AuditEntry>>($"Audit.List {query.Of}", () =>
        [
            .. All.Where(entry => entry.Of == query.Of && entry.At >= query.From && entry.At < query.To)
                .Where(entry => query.After is not { } after || string.CompareOrdinal(AuditKey.Of(entry), AuditKey.Of(after)) > 0)
                .Take(query.AtMost),
        ]);

    public Task<bool> RemoveBeforeAsync(string of, DateTimeOffset before, int atMost, CancellationToken cancellationToken) =>
        journal.RunAsync($"Audit.RemoveBefore {of}", () => _rows.RemoveWhere(entry => entry.Of == of && entry.At < before, atMost));

    private static string Key(AuditEntry entry) => $"{entry.Of}|{AuditKey.Of(entry)}";
}
