namespace StatusHawk.Bench.Pipeline;

/// <summary>What one app asked of its storage account in some time.</summary>
/// <param name="Counts">How often it did what.</param>
/// <param name="BytesSent">Bytes of what it put on queues.</param>
/// <param name="Runs">From when to when it held each message that it deleted: as long a function of its ran.</param>
public sealed record StorageTally(IReadOnlyDictionary<StorageOperation, int> Counts, long BytesSent, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Runs)
{
    public int this[StorageOperation operation] => Counts.GetValueOrDefault(operation);

    /// <summary>How long it held at least one message.</summary>
    public TimeSpan Active => ActiveTime.Of(Runs);
}
