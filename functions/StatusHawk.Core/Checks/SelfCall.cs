namespace StatusHawk.Core.Checks;

/// <summary>
/// The installation's own call to the address where jobs call theirs: as long as it comes through, theirs do. What comes of it is seen where it arrives, so
/// here a failure is nothing.
/// </summary>
/// <param name="http">Calls.</param>
/// <param name="publicUrl">The origin at which jobs reach Api; empty: not known, so no call is made.</param>
public sealed class SelfCall(HttpClient http, string publicUrl, TimeProvider time)
{
    /// <summary>What the address ends with.</summary>
    public const string Address = "self";

    /// <summary>At most how often it is made; less often only by as much as the timer that asks for it.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Timers are not exact: what is due at the next run but one must not wait for the one after.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);
    private long? _last;

    /// <summary>Whether it is made at all: not without the public address.</summary>
    public bool IsMade => publicUrl.Length > 0;

    /// <summary>Makes it, when it is due.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (!IsMade || (_last is { } last && time.GetElapsedTime(last) < Every - Slack)) return;
        _last = time.GetTimestamp();
        using var late = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var answer = await http.GetAsync(new Uri($"{publicUrl.TrimEnd('/')}/heartbeat/{Address}"), limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
        }
    }
}
