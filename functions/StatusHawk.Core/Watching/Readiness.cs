namespace StatusHawk.Core.Watching;

/// <summary>
/// Whether the app could do its work now. However many ask, it looks once in five seconds and once at a time, and every look is bounded: who watches must not
/// be a load.
/// </summary>
public sealed class Readiness(IEnumerable<IHealthCheck> checks, TimeProvider clock)
{
    /// <summary>How long a part has to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How long what was found is told again.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly IHealthCheck[] _checks = [.. checks];
    private readonly Lock _gate = new();
    private Task<HealthReport>? _look;
    private long _lookedAt;

    /// <param name="cancellationToken">Ends this caller's waiting; the look goes on for the others.</param>
    public Task<HealthReport> LookAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_look is null || (_look.IsCompleted && clock.GetElapsedTime(_lookedAt) >= Freshness))
            {
                _lookedAt = clock.GetTimestamp();
                _look = Task.Run(LookAgainAsync, CancellationToken.None);
            }

            return _look.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthReport> LookAgainAsync()
    {
        var at = clock.GetUtcNow();
        var findings = await Task.WhenAll(_checks.Select(LookAtAsync));
        return new HealthReport(at, [.. findings.SelectMany(found => found)]);
    }

    private async Task<IReadOnlyList<HealthFinding>> LookAtAsync(IHealthCheck check)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        try
        {
            // A client that does not hear its token is left behind: no more than one in five seconds.
            return await Task.Run(() => check.LookAsync(late.Token), CancellationToken.None).WaitAsync(late.Token);
        }
        catch (Exception e)
        {
            // What an exception says may name hosts and keys.
            var output = e is OperationCanceledException ? $"No answer within {Patience.TotalSeconds:0} s." : "It does not answer.";
            return [check.Subject with { Status = HealthStatus.Fail, Output = output }];
        }
    }
}
