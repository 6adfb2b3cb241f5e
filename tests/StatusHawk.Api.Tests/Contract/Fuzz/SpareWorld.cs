namespace StatusHawk.Api.Tests.Contract.Fuzz;

/// <summary>An app in which nothing was done yet, for the next test: starting one takes longer than most tests.</summary>
public sealed class SpareWorld : IAsyncDisposable
{
    private ContractWorld? _world;

    internal async Task<ContractWorld> TakeAsync()
    {
        var taken = _world ?? await ContractWorld.StartAsync(reachable: false);
        _world = null;
        return taken;
    }

    internal void Leave(ContractWorld world) => _world = world;

    public async ValueTask DisposeAsync()
    {
        if (_world is not null) await _world.DisposeAsync();
    }
}
