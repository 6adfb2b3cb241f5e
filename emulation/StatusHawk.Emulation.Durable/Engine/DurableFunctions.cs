using System.Collections.Concurrent;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>The orchestrators and activities of the app, by name, without case.</summary>
internal sealed class DurableFunctions
{
    private readonly ConcurrentDictionary<string, FunctionMethod> _orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, FunctionMethod> _activities = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this process runs orchestrations, rather than only starting them.</summary>
    public bool Any => !_orchestrators.IsEmpty || !_activities.IsEmpty;

    public void AddOrchestrator(string name, FunctionMethod function) => Add(_orchestrators, name, function);

    public void AddActivity(string name, FunctionMethod function) => Add(_activities, name, function);

    public FunctionMethod? Orchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public FunctionMethod? Activity(string name) => _activities.GetValueOrDefault(name);

    private static void Add(ConcurrentDictionary<string, FunctionMethod> functions, string name, FunctionMethod function)
    {
        if (!functions.TryAdd(name, function))
        {
            throw new InvalidOperationException(
                $"The durable name '{name}' is used more than once: {functions[name].Name}, {function.Name}.");
        }
    }
}
