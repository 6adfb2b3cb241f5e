namespace StatusHawk.Bench.Pipeline;

/// <summary>Counts what one app asks of its storage account.</summary>
public sealed class StorageCounter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _held = [];
    private Dictionary<StorageOperation, int> _counts = [];
    private List<(DateTimeOffset From, DateTimeOffset To)> _runs = [];
    private long _bytesSent;

    /// <summary>What was counted since this was last asked.</summary>
    public StorageTally Take()
    {
        lock (_gate)
        {
            var tally = new StorageTally(_counts, _bytesSent, _runs);
            (_counts, _bytesSent, _runs) = ([], 0, []);
            return tally;
        }
    }

    /// <param name="operation">What was asked for.</param>
    /// <param name="bytes">Bytes of the request's body.</param>
    /// <param name="taken">The messages that the answer held.</param>
    /// <param name="deleted">The message that was deleted, if it was one.</param>
    public void Note(StorageOperation operation, long bytes, IReadOnlyList<string> taken, string? deleted)
    {
        var now = DateTimeOffset.UtcNow;
        lock (_gate)
        {
            _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            if (operation == StorageOperation.QueuePut) _bytesSent += bytes;
            foreach (var id in taken) _held[id] = now;
            if (deleted is not null && _held.Remove(deleted, out var from)) _runs.Add((from, now));
        }
    }
}
