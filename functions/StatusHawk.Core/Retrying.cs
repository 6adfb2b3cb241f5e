namespace StatusHawk.Core;

/// <summary>
/// Does work again, a few times and with short pauses spread by chance, when somebody else was faster or when a store is away for a moment. What is not done then is
/// left to whoever asked for it: a message comes again, an activity is run again, a person reads that it is busy.
/// </summary>
public sealed class Retrying(TimeProvider clock)
{
    /// <summary>Tries in all, where the caller says nothing else.</summary>
    public const int Tries = 5;

    // Whoever was faster is done with its write; those who were not are to meet no more.
    private static readonly Backoff AfterConflict = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), Spread: 1);

    // Some four seconds in all: less than the ten after which a message comes again, which is what they save.
    private static readonly Backoff AfterAbsence = new(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(2), Spread: 0.5);

    /// <summary>For work on a document that others write too.</summary>
    /// <param name="work">Reads, decides, and writes what it read; <see cref="Tried{T}.Overtaken"/> when somebody else had written meanwhile.</param>
    /// <param name="contended">What to say of documents that never stop changing.</param>
    /// <param name="cancellationToken">Ends the pauses.</param>
    /// <param name="tries">1 or more.</param>
    /// <exception cref="StoreContendedException">Somebody else was faster each time.</exception>
    public async Task<T> WhenOvertakenAsync<T>(Func<Task<Tried<T>>> work, string contended, CancellationToken cancellationToken, int tries = Tries)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await work() is { IsDone: true } done) return done.Value;
            if (attempt >= tries) throw new StoreContendedException(contended);
            await Task.Delay(AfterConflict.After(attempt, wish: null, Random.Shared.NextDouble()), clock, cancellationToken);
        }
    }

    /// <summary>For work that somebody waits for, and that may be begun anew when a store did not answer: what was done already must do no harm.</summary>
    /// <param name="work">The same work each time.</param>
    /// <param name="cancellationToken">Ends the pauses.</param>
    /// <exception cref="StoreUnavailableException">The store is not back yet, or asks to be left alone for longer than anybody waits here.</exception>
    public async Task<T> WhenAwayAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan pause;
            try
            {
                return await work();
            }
            catch (StoreUnavailableException e) when (attempt < Tries && (e.RetryAfter ?? TimeSpan.Zero) <= AfterAbsence.Longest)
            {
                pause = AfterAbsence.After(attempt, e.RetryAfter, Random.Shared.NextDouble());
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }
}

/// <summary>What came of one try.</summary>
/// <param name="IsDone">Whether it was made to its end; false: somebody else was faster.</param>
/// <param name="Value">What it found, when it was.</param>
public readonly record struct Tried<T>(bool IsDone, T Value)
{
    public static Tried<T> Overtaken { get; }
}

public static class Tried
{
    public static Tried<T> Done<T>(T value) => new(true, value);
}
