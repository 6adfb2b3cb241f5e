namespace StatusHawk.Core.Checks;

/// <summary>The log of a shard's checks.</summary>
public interface ICheckLog
{
    /// <summary>Stores an entry; false when its id is there already, which is as good: the first stored wins.</summary>
    Task<bool> AppendAsync(LogEntry entry, CancellationToken cancellationToken);

    /// <summary>A shard's entries of that slot and later, in any order.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, CancellationToken cancellationToken);

    /// <summary>A shard's entries from one slot to another, both included, in any order.</summary>
    Task<IReadOnlyList<LogEntry>> ReadAsync(string shard, Slot from, Slot to, CancellationToken cancellationToken);
}
