using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>Finds the functions, checks them all, then listens; on a stop it lets running invocations finish.</summary>
internal sealed partial class FunctionsHost(
    FunctionDiscovery discovery,
    IEnumerable<ITriggerKind> kinds,
    InvocationLifetime lifetime,
    HostJson hostJson,
    ILogger<FunctionsHost> logger) : IHostedService
{
    private readonly List<IListener> _listeners = [];

    /// <summary>The functions of the app, once started.</summary>
    public IReadOnlyList<FunctionMethod> Functions { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var setting in hostJson.NotEmulated())
            LogNotEmulated(setting);
        Functions = discovery.Find();
        // Every listener is made before one starts, so that a mistake anywhere leaves nothing running.
        foreach (var kind in kinds)
            _listeners.AddRange(kind.CreateListeners([.. Functions.Where(f => f.Kind == kind)]));
        foreach (var listener in _listeners)
            await listener.StartAsync(cancellationToken);
        LogStarted(Functions.Count, string.Join(", ", Functions.Select(f => f.Name)));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var stop = lifetime.BeginStop(cancellationToken);
        await Task.WhenAll(_listeners.Select(listener => StopAsync(listener, lifetime.Abandoned)));
        LogStopped();
    }

    private async Task StopAsync(IListener listener, CancellationToken abandon)
    {
        try
        {
            await listener.StopAsync(abandon);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            LogAbandoned(listener.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Host started with {FunctionCount} functions: {FunctionNames}.")]
    private partial void LogStarted(int functionCount, string functionNames);

    [LoggerMessage(LogLevel.Information, "Host stopped.")]
    private partial void LogStopped();

    [LoggerMessage(LogLevel.Warning, "The setting {Setting} of host.json has no effect here.")]
    private partial void LogNotEmulated(string setting);

    [LoggerMessage(LogLevel.Warning, "Gave up waiting for invocations of {Listener}.")]
    private partial void LogAbandoned(string listener);
}
