using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// A few threads that compute TLS handshakes, and nothing else. On many threads at once OpenSSL 3.0 spends a third of the time on its own locks; on one or two a
/// handshake costs that much less. And a burst of handshakes holds up no other work of the process. What a handshake waits for its turn is told, so that it is
/// not taken for the target's slowness.
/// </summary>
internal sealed class HandshakeLane
{
    private static readonly ConcurrentDictionary<int, Lazy<HandshakeLane>> Lanes = new();
    private readonly BlockingCollection<Action> _turns = [];

    private HandshakeLane(int threads)
    {
        for (var i = 1; i <= threads; i++) new Thread(Run) { IsBackground = true, Name = $"Handshakes {i}" }.Start();
    }

    /// <summary>The one of the process with so many threads, 1 to 64.</summary>
    public static HandshakeLane Of(int threads) => Lanes.GetOrAdd(threads, static threads => new(() => new HandshakeLane(threads))).Value;

    /// <summary>Goes on, when awaited, on one of the threads; the result is how long that took to come.</summary>
    public Turn TurnAsync(TimeProvider time) => new(this, time, time.GetTimestamp());

    // What runs here are the next steps of tasks, which keep their exceptions to themselves.
    private void Run()
    {
        foreach (var step in _turns.GetConsumingEnumerable()) step();
    }

    public readonly struct Turn(HandshakeLane lane, TimeProvider time, long asked) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Turn GetAwaiter() => this;

        public TimeSpan GetResult() => time.GetElapsedTime(asked);

        public void OnCompleted(Action continuation) => lane._turns.Add(continuation);

        public void UnsafeOnCompleted(Action continuation) => lane._turns.Add(continuation);
    }
}
