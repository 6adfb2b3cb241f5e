using System.Collections.Concurrent;

namespace StatusHawk.Emulation.Tests.Functions;

/// <summary>What the functions of a test tell it.</summary>
public sealed class Recorder
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    /// <summary>Held closed by tests that want an invocation to take its time.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(string entry) => _entries.Enqueue(entry);

    public int Count(string entry) => _entries.Count(e => e == entry);

    public Task SeesAsync(string entry, int times = 1) => Eventually.TrueAsync(
        () => Task.FromResult(Count(entry) >= times), () => $"{times} × {entry}, seen {string.Join(", ", Entries)}");
}
