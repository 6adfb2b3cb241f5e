using StatusHawk.Core;

namespace StatusHawk.Testing.InMemory;

/// <summary>
/// Every call of the in-memory stores and queues, in order (<c>Monitors.Create mon_…</c>), and the place where a test makes one fail or wait.
/// </summary>
public sealed class StoreJournal
{
    private readonly Lock _lock = new();
    private readonly List<string> _calls = [];

    /// <summary>Runs before a call has its effect; throw to make it fail, await to make it wait.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Runs after a call had its effect; throw to make it look failed although it happened.</summary>
    public Func<string, Task>? After { get; set; }

    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_lock) return [.. _calls];
        }
    }

    /// <summary>The calls that change something, without what follows the name.</summary>
    public IReadOnlyList<string> Writes => [.. Calls.Select(c => c.Split(' ')[0]).Where(IsWrite)];

    public static bool IsWrite(string call) => !call.Contains(".Read", StringComparison.Ordinal) && !call.Contains(".List", StringComparison.Ordinal);

    public int Count(string name) => Calls.Count(c => c.StartsWith(name, StringComparison.Ordinal));

    public void Clear()
    {
        lock (_lock) _calls.Clear();
    }

    /// <summary>From now on every call fails as when the store is away.</summary>
    public void FailAll() => Before = _ => throw new StoreUnavailableException("The test took the store away.");

    /// <summary>From now on the nth write (1 is the next), and every call after it, fails: as if the process died there.</summary>
    /// <param name="write">Which.</param>
    /// <param name="happened">Whether that write still had its effect.</param>
    public void DieAt(int write, bool happened)
    {
        var writes = 0;
        Before = call => IsWrite(call) && ++writes > (happened ? write : write - 1) || writes > write ? throw Died() : Task.CompletedTask;
        After = call => happened && writes >= write && IsWrite(call) ? throw Died() : Task.CompletedTask;
    }

    public void Recover() => (Before, After) = (null, null);

    internal async Task<T> RunAsync<T>(string call, Func<T> effect)
    {
        lock (_lock) _calls.Add(call);
        if (Before is { } before) await before(call);
        T result;
        lock (_lock) result = effect();
        if (After is { } after) await after(call);
        return result;
    }

    private static StoreUnavailableException Died() => new("The test let the process die here.");
}
