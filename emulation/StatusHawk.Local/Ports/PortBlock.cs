namespace StatusHawk.Local.Ports;

/// <summary>
/// Free ports for a stack of its own, reserved until disposed. They lie below the range that the system gives to outgoing connections: a port
/// from that range may be taken while its part is down for a moment.
/// </summary>
public sealed class PortBlock : IDisposable
{
    private const int Lowest = 10_000;
    private const int Highest = 32_000;
    private readonly FileStream _lock;

    private PortBlock(int portBase, FileStream held) => (Base, _lock) = (portBase, held);

    public int Base { get; }

    /// <exception cref="InvalidOperationException">No block is free.</exception>
    public static PortBlock Reserve()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"statushawk-ports-{Environment.UserName}")).FullName;
        var blocks = Enumerable.Range(0, (Highest - Lowest) / StackPorts.Span).Select(i => Lowest + i * StackPorts.Span).ToArray();
        Random.Shared.Shuffle(blocks);
        foreach (var portBase in blocks)
        {
            if (TryLock(Path.Combine(folder, $"{portBase}.lock")) is not { } held) continue;
            if (Enumerable.Range(portBase, StackPorts.Span).All(PortProbe.IsFree)) return new(portBase, held);
            held.Dispose();
        }

        throw new InvalidOperationException($"No {StackPorts.Span} free ports in a row between {Lowest} and {Highest}.");
    }

    public void Dispose() => _lock.Dispose();

    // Two stacks that start at the same time would else find the same ports free.
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
