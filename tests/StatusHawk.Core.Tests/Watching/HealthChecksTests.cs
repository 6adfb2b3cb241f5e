using StatusHawk.Core.Checks;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Core.Tests.Watching;

public sealed class HealthChecksTests
{
    private readonly ManualClock _clock = new();
    private readonly InMemoryStores _stores = new();

    [Theory]
    [InlineData(60, 0, HealthStatus.Pass)]
    [InlineData(30, 30, HealthStatus.Pass)]
    [InlineData(29, 31, HealthStatus.Warn)]
    [InlineData(-3600, 3660, HealthStatus.Warn)]
    public async Task Planning_that_is_behind_by_half_a_minute_is_warned_of(int aheadSeconds, int lag, HealthStatus status)
    {
        await _stores.Cursors.TryMoveAsync(Slot.Of(_clock.GetUtcNow()) + TimeSpan.FromSeconds(aheadSeconds), null, default);

        var findings = await new PlanCheck(_stores.Cursors, _clock).LookAsync(default);

        findings.Select(finding => $"{finding.Component}:{finding.Measurement}").ShouldBe(["cosmos:responseTime", "scheduler:lag"]);
        (findings[1].Status, findings[1].ObservedValue).ShouldBe((status, lag));
        findings[0].Status.ShouldBe(HealthStatus.Pass);
    }

    [Fact]
    public async Task Before_anything_is_planned_that_is_a_warning_and_no_failure() =>
        (await new PlanCheck(_stores.Cursors, _clock).LookAsync(default))[1].Status.ShouldBe(HealthStatus.Warn);

    [Theory]
    [InlineData(180, HealthStatus.Pass)]
    [InlineData(181, HealthStatus.Warn)]
    public async Task A_pipeline_that_has_not_been_heard_of_for_three_minutes_is_warned_of(int seconds, HealthStatus status)
    {
        await _stores.Pages.WriteHeartbeatAsync(new PipelineHeartbeat(_clock.GetUtcNow()), default);
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        var findings = await new HeartbeatCheck(_stores.Pages, _clock).LookAsync(default);

        (findings[1].Status, findings[1].ObservedValue).ShouldBe((status, seconds));
    }
}
