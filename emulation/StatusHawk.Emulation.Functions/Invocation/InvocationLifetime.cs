using System.Globalization;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>
/// How a stop treats running invocations: they go on until a grace is over, then their tokens are cancelled, and a little later
/// nobody waits for them any more. The platform drains an instance in the same way.
/// </summary>
internal sealed class InvocationLifetime(HostSettings settings, HostClock clock)
{
    private static readonly TimeSpan AfterCancelling = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _abandoned = new();

    /// <summary>Cancelled when the grace of a stop is over: what running invocations see.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Cancelled when nobody waits any more: a message that is still worked on is no longer held.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <value>The setting <c>Emulation:ShutdownGrace</c>; by default 30 seconds.</value>
    public static TimeSpan Grace(HostSettings settings) => settings["Emulation:ShutdownGrace"] is { } text
        ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
        : TimeSpan.FromSeconds(30);

    /// <summary>Begins the grace. What is returned must live until the stop is over.</summary>
    public IDisposable BeginStop(CancellationToken hurry)
    {
        var grace = Grace(settings);
        var cancel = new CancellationTokenSource(grace, clock.Time);
        var abandon = new CancellationTokenSource(grace + AfterCancelling, clock.Time);
        cancel.Token.Register(_cancelled.Cancel);
        abandon.Token.Register(_abandoned.Cancel);
        var hurrying = hurry.Register(() =>
        {
            _cancelled.Cancel();
            _abandoned.Cancel();
        });
        return new Stop(cancel, abandon, hurrying);
    }

    private sealed record Stop(
        CancellationTokenSource Cancel,
        CancellationTokenSource Abandon,
        CancellationTokenRegistration Hurrying) : IDisposable
    {
        public void Dispose()
        {
            Hurrying.Dispose();
            Cancel.Dispose();
            Abandon.Dispose();
        }
    }
}
