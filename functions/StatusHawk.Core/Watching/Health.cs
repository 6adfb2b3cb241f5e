namespace StatusHawk.Core.Watching;

/// <summary>How well a part does, the better first.</summary>
public enum HealthStatus
{
    Pass,

    /// <summary>It works, and somebody should look.</summary>
    Warn,
    Fail,
}

/// <summary>What was found of one part. Nothing in it is a secret, a host or an address: it is read by whoever reaches the app.</summary>
/// <param name="Component">Which part: <c>cosmos</c>, <c>tables</c>, <c>queues</c>, <c>scheduler</c>, or <c>region eu</c>.</param>
/// <param name="Measurement">What was looked at: <c>responseTime</c>, <c>lag</c>.</param>
/// <param name="Status">How well it does.</param>
public sealed record HealthFinding(string Component, string Measurement, HealthStatus Status)
{
    /// <summary><c>datastore</c>, <c>component</c> or <c>system</c>.</summary>
    public string ComponentType { get; init; } = "component";
    public double? ObservedValue { get; init; }
    public string? ObservedUnit { get; init; }

    /// <summary>What is wrong; null where nothing is.</summary>
    public string? Output { get; init; }
}

/// <summary>One look at a part of what the app needs; it may throw and it may take for ever.</summary>
public interface IHealthCheck
{
    /// <summary>What is looked at, for when the look itself fails.</summary>
    HealthFinding Subject { get; }

    Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken);
}

/// <summary>A store or queue that must answer.</summary>
/// <param name="component">What it is called.</param>
/// <param name="ask">Asks for something small.</param>
public sealed class AnswerCheck(string component, Func<CancellationToken, Task> ask, TimeProvider clock) : IHealthCheck
{
    public HealthFinding Subject { get; } = new(component, "responseTime", HealthStatus.Pass) { ComponentType = "datastore" };

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        await ask(cancellationToken);
        return [Subject with { ObservedValue = Math.Round(clock.GetElapsedTime(began).TotalMilliseconds), ObservedUnit = "ms" }];
    }
}
