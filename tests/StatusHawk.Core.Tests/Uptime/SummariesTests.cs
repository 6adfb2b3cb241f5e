using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class SummariesTests
{
    private readonly PipelineWorld _world = new();

    [Fact]
    public async Task Each_shard_is_asked_for_each_hour_once_it_has_settled()
    {
        foreach (var shard in new[] { PipelineWorld.Shard, PipelineWorld.Shard, "shd_bbbbbbbbbbbbbbbb" }) await _world.AddMonitorAsync(shard: shard);
        (await _world.Summaries.RequestAsync(default)).ShouldBe(0);

        _world.Clock.Advance(TimeSpan.FromMinutes(71));
        (await _world.Summaries.RequestAsync(default)).ShouldBe(4, "the hour that was not over at the first run, and the one after it, of two shards");
        (await _world.Summaries.RequestAsync(default)).ShouldBe(0);

        var asked = _world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps);
        asked.Select(request => (request.Shard, request.From.Time.Hour)).ShouldBe(
            [(PipelineWorld.Shard, 11), ("shd_bbbbbbbbbbbbbbbb", 11), (PipelineWorld.Shard, 12), ("shd_bbbbbbbbbbbbbbbb", 12)], ignoreOrder: true);
        asked.ShouldAllBe(request => request.Span == RollUpSpan.Hour && request.WorkspaceId == PipelineWorld.Workspace);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_dies_at_whichever_write_leaves_no_shard_out(bool happened)
    {
        for (var write = 1; ; write++)
        {
            var world = new PipelineWorld();
            foreach (var shard in new[] { PipelineWorld.Shard, "shd_bbbbbbbbbbbbbbbb" }) await world.AddMonitorAsync(shard: shard);
            await world.Summaries.RequestAsync(default);
            world.Clock.Advance(TimeSpan.FromHours(60));
            world.Stores.Journal.DieAt(write, happened);
            var died = await Record.ExceptionAsync(() => world.Summaries.RequestAsync(default));
            world.Stores.Journal.Recover();

            for (var run = 0; run < 12; run++) await world.Restarted().Summaries.RequestAsync(default);
            var asked = world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps).Distinct().ToArray();
            asked.Count(request => request.Span == RollUpSpan.Hour).ShouldBe(2 * 60, $"died at write {write}");
            asked.Count(request => request.Span == RollUpSpan.Day).ShouldBe(2 * 2, $"died at write {write}");
            if (died is null) break;
        }
    }
}
