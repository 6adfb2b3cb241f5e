using StatusHawk.Local.Ports;

namespace StatusHawk.Bench;

/// <summary>As many reserved ports as a bench has targets.</summary>
public sealed class Blocks : IDisposable
{
    private readonly List<PortBlock> _blocks = [];

    public Blocks(int ports)
    {
        for (var i = 0; i < ports; i += StackPorts.Span) _blocks.Add(PortBlock.Reserve());
    }

    public int Port(int index) => _blocks[index / StackPorts.Span].Base + (index % StackPorts.Span);

    public void Dispose()
    {
        foreach (var block in _blocks) block.Dispose();
    }
}
