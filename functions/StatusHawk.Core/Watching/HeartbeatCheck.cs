using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Watching;

/// <summary>Whether documents can be read, by reading Pipeline's heartbeat; and whether that is young enough for pages to be called fresh.</summary>
public sealed class HeartbeatCheck(IPageStore pages, TimeProvider clock) : IHealthCheck
{
    /// <summary>The age from which pages warn of themselves.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public HealthFinding Subject { get; } = new("cosmos", "responseTime", HealthStatus.Pass) { ComponentType = "datastore" };

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var heartbeat = await pages.ReadHeartbeatAsync(cancellationToken);
        return [Subject with { ObservedValue = Math.Round(clock.GetElapsedTime(began).TotalMilliseconds), ObservedUnit = "ms" }, AgeOf(heartbeat)];
    }

    private HealthFinding AgeOf(PipelineHeartbeat? heartbeat)
    {
        var finding = new HealthFinding("pipeline", "heartbeatAge", HealthStatus.Pass);
        if (heartbeat is null) return finding with { Status = HealthStatus.Warn, Output = "The pipeline has not been heard of yet." };
        var age = clock.GetUtcNow() - heartbeat.At;
        finding = finding with { ObservedValue = Math.Max(0, Math.Round(age.TotalSeconds)), ObservedUnit = "s" };
        return age <= Patience ? finding : finding with { Status = HealthStatus.Warn, Output = "The pipeline is not heard of: pages grow old." };
    }
}
