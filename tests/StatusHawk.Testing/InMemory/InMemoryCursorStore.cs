using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryCursorStore(StoreJournal journal) : ICursorStore
{
    private readonly Documents<Slot> _cursor = new();

    public Task<Stored<Slot>?> ReadAsync(CancellationToken cancellationToken) => journal.RunAsync("Cursor.Read", () => _cursor.Find("cursor"));

    public Task<bool> TryMoveAsync(Slot cursor, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync("Cursor.Move", () => _cursor.TryWrite("cursor", cursor, etag));
}
