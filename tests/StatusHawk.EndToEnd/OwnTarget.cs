using StatusHawk.Local.Ports;
using StatusHawk.Local.Target;

namespace StatusHawk.EndToEnd;

/// <summary>A demo target of a test's own, on a port that nobody else takes meanwhile.</summary>
public sealed class OwnTarget : IAsyncDisposable
{
    private readonly PortBlock _ports = PortBlock.Reserve();
    private readonly string _state = Path.Combine(Path.GetTempPath(), $"statushawk-target-{Guid.NewGuid():n}.json");
    private DemoTarget? _target;

    public DemoTarget Site => _target!;

    public static async Task<OwnTarget> StartAsync()
    {
        var own = new OwnTarget();
        own._target = await DemoTarget.StartAsync(own._ports.Base, own._state, statusPage: null, TimeProvider.System, default);
        return own;
    }

    public async ValueTask DisposeAsync()
    {
        if (_target is not null) await _target.DisposeAsync();
        _ports.Dispose();
        File.Delete(_state);
    }
}
