using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Core.Watching;

/// <summary>Whether documents can be read, by reading how far checks are planned; and whether that is far enough, whichever process plans.</summary>
public sealed class PlanCheck(ICursorStore cursors, TimeProvider clock) : IHealthCheck
{
    /// <summary>How far planning may be behind before somebody should look: half of what it is ahead.</summary>
    public static readonly TimeSpan Patience = Planner.Horizon / 2;

    public HealthFinding Subject { get; } = new("cosmos", "responseTime", HealthStatus.Pass) { ComponentType = "datastore" };

    public async Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var cursor = await cursors.ReadAsync(cancellationToken);
        return [Subject with { ObservedValue = Math.Round(clock.GetElapsedTime(began).TotalMilliseconds), ObservedUnit = "ms" }, LagOf(cursor?.Value)];
    }

    private HealthFinding LagOf(Slot? planned)
    {
        var finding = new HealthFinding("scheduler", "lag", HealthStatus.Pass);
        if (planned is not { } to) return finding with { Status = HealthStatus.Warn, Output = "Nothing has been planned yet." };
        var lag = Planner.Lag(to, clock.GetUtcNow());
        finding = finding with { ObservedValue = Math.Round(lag.TotalSeconds), ObservedUnit = "s" };
        return lag <= Patience ? finding : finding with { Status = HealthStatus.Warn, Output = "Planning is behind: checks will begin late." };
    }
}
