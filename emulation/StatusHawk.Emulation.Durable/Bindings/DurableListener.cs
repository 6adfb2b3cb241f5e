using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Durable.Bindings;

/// <summary>One task hub listens for all durable functions, whichever kind is asked first. An app without them has none.</summary>
internal sealed class DurableListener(Lazy<TaskHub> hub)
{
    private bool _given;

    public IEnumerable<IListener> Once()
    {
        if (_given)
            return [];
        _given = true;
        return [hub.Value];
    }
}
