using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryHistoryProgress(StoreJournal journal) : IHistoryProgress
{
    private readonly Documents<Slot> _progress = new();

    public Task<Stored<Slot>?> ReadAsync(RollUpSpan span, CancellationToken cancellationToken) =>
        journal.RunAsync($"Progress.Read {span}", () => _progress.Find(span.ToString()));

    public Task<bool> TryMoveAsync(RollUpSpan span, Slot slot, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Progress.Move {span}", () => _progress.TryWrite(span.ToString(), slot, etag));
}
