using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Watching;

/// <summary>Whether every region that has something to check is heard of. None of it is this process' fault, so it never fails.</summary>
public sealed class RegionsCheck(MonitorDirectory monitors, RegionFreshness freshness, TimeProvider clock) : IHealthCheck
{
    private readonly DateTimeOffset _since = clock.GetUtcNow();

    public HealthFinding Subject { get; } = new("regions", "silent", HealthStatus.Pass);

    public Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var silent = SilentRegions.Of(monitors.Shards(), freshness.NewestRounds, _since, clock.GetUtcNow());
        var finding = Subject with { ObservedValue = silent.Count, ObservedUnit = "regions" };
        return Task.FromResult<IReadOnlyList<HealthFinding>>(
            [silent.Count == 0 ? finding : finding with { Status = HealthStatus.Warn, Output = $"No rounds come from {string.Join(", ", silent)}." }]);
    }
}
