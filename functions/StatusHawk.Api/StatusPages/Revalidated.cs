using Microsoft.Extensions.Logging;
using StatusHawk.Core;

namespace StatusHawk.Api.StatusPages;

/// <summary>
/// A value of a store, kept and served at once. Older than <see cref="FreshFor"/>, it is read again behind the reader's back; older than
/// <see cref="UsableFor"/>, not served without trying to read it first. Between the two, the first reader after a quiet time gives the read a blink to
/// finish, so as not to be shown what held half a minute ago; where many read, nobody ever waits. One read at a time, however many ask. A failing
/// store costs freshness only: the last value is served, whatever its age.
/// </summary>
internal sealed partial class Revalidated<T>(string name, Func<CancellationToken, Task<T>> read, TimeProvider clock, ILogger logger)
{
    public static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan UsableFor = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan QuietAfter = TimeSpan.FromSeconds(10);

    // How long a reader waits for a newer value when there is an older one to show: one that may be shown, and one that is too old.
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private Task<Exception?>? _running;
    private volatile Reading? _last;
    private volatile Failure? _failure;

    /// <exception cref="StoreUnavailableException">It was never read, and cannot be now.</exception>
    public async ValueTask<Reading> GetAsync()
    {
        if (_last is not { } last)
        {
            var failed = await Refresh();
            return _last ?? throw new StoreUnavailableException($"The {name} cannot be read.", failed);
        }

        var age = clock.GetElapsedTime(last.Timestamp);
        if (age < FreshFor) return last;
        if (_failure is { } failure && clock.GetElapsedTime(failure.Timestamp) < FreshFor) return last;
        var refresh = Refresh();
        if (age >= QuietAfter) await Task.WhenAny(refresh, Task.Delay(age >= UsableFor ? Patience : Blink, clock));
        return _last;
    }

    private Task<Exception?> Refresh()
    {
        lock (_lock)
        {
            if (_running is null or { IsCompleted: true }) _running = Task.Run(ReadAsync);
            return _running;
        }
    }

    // Gives back what went wrong instead of throwing it, since nobody may be waiting.
    private async Task<Exception?> ReadAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(ReadTimeout, clock);
            var (timestamp, at) = (clock.GetTimestamp(), clock.GetUtcNow());
            _last = new(await read(timeout.Token), at, timestamp);
            _failure = null;
            return null;
        }
        catch (Exception e)
        {
            _failure = new(clock.GetTimestamp());
            LogFailed(logger, name, e);
            return e;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The {Subject} could not be read.")]
    private static partial void LogFailed(ILogger logger, string subject, Exception exception);

    /// <param name="Value">What was read.</param>
    /// <param name="At">When the read began.</param>
    /// <param name="Timestamp">The same, on the clock that never jumps.</param>
    public sealed record Reading(T Value, DateTimeOffset At, long Timestamp);

    private sealed record Failure(long Timestamp);
}
