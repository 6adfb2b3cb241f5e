using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Uptime;

public sealed class CosmosHistoryStoreTests(Emulators emulators) : HistoryStoreContract(emulators.Get<IHistoryStore>());

public sealed class InMemoryHistoryStoreTests() : HistoryStoreContract(new InMemoryStores().History);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class HistoryStoreContract(IHistoryStore store)
{
    private static readonly Slot Noon = Slot.Of(Examples.Noon);
    private static readonly TimeSpan Keep = TimeSpan.FromDays(35);
    private readonly string _monitor = Ids.New(Ids.Monitor);
    private readonly string _workspace = Ids.New(Ids.Workspace);

    [Fact]
    public async Task An_hour_is_read_back_whole()
    {
        var hour = Of(RollUpSpan.Hour, 0);
        (await store.ReadAsync(_monitor, RollUpSpan.Hour, Noon, default)).ShouldBeNull();
        (await store.TryWriteAsync(hour, null, Keep, default)).ShouldBeTrue();

        (await store.ReadAsync(_monitor, RollUpSpan.Hour, Noon, default))!.Value.ShouldBeWhole(hour);
        (await store.ListAsync(_monitor, RollUpSpan.Hour, Noon, Noon + Hours.One, default)).Single().ShouldBeWhole(hour);
        (await store.ReadAsync(_monitor, RollUpSpan.Day, Noon, default)).ShouldBeNull();
        (await store.ReadAsync(Ids.New(Ids.Monitor), RollUpSpan.Hour, Noon, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var hour = Of(RollUpSpan.Hour, 0);
        await store.TryWriteAsync(hour, null, Keep, default);
        var read = (await store.ReadAsync(_monitor, RollUpSpan.Hour, Noon, default))!;

        (await store.TryWriteAsync(hour with { Ends = Verdict.Down }, read.ETag, Keep, default)).ShouldBeTrue();
        (await store.TryWriteAsync(hour, read.ETag, Keep, default)).ShouldBeFalse();
        (await store.TryWriteAsync(hour, null, Keep, default)).ShouldBeFalse();
        (await store.ReadAsync(_monitor, RollUpSpan.Hour, Noon, default))!.Value.Ends.ShouldBe(Verdict.Down);
    }

    [Fact]
    public async Task Those_that_begin_in_the_stretch_are_listed_in_order()
    {
        foreach (var hour in new[] { 5, -1, 0, 12, 3 }) await store.TryWriteAsync(Of(RollUpSpan.Hour, hour), null, Keep, default);
        await store.TryWriteAsync(Of(RollUpSpan.Day, 0), null, Keep, default);

        (await store.ListAsync(_monitor, RollUpSpan.Hour, Noon, Noon + TimeSpan.FromHours(12), default)).Select(hour => hour.From)
            .ShouldBe([Noon, Noon + TimeSpan.FromHours(3), Noon + TimeSpan.FromHours(5)]);
        (await store.ListAsync(_monitor, RollUpSpan.Day, Noon, Noon + Hours.Day, default)).Single().Span.ShouldBe(RollUpSpan.Day);
        (await store.ListAsync(Ids.New(Ids.Monitor), RollUpSpan.Hour, Noon, Noon + Hours.Day, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_overview_is_read_back_whole_and_listed_with_those_of_its_workspace_and_span()
    {
        var overview = Overview("shd_a", RollUpSpan.Hour);
        await store.TryWriteOverviewAsync(overview, null, Keep, default);
        await store.TryWriteOverviewAsync(Overview("shd_b", RollUpSpan.Hour), null, Keep, default);
        await store.TryWriteOverviewAsync(Overview("shd_a", RollUpSpan.Day), null, Keep, default);

        (await store.ReadOverviewAsync(_workspace, "shd_a", RollUpSpan.Hour, default))!.Value.ShouldBeWhole(overview);
        (await store.ListOverviewsAsync(_workspace, RollUpSpan.Hour, default)).Select(each => each.Shard).ShouldBe(["shd_a", "shd_b"], ignoreOrder: true);
        (await store.ListOverviewsAsync(_workspace, RollUpSpan.Day, default)).ShouldHaveSingleItem();
        (await store.ListOverviewsAsync(Ids.New(Ids.Workspace), RollUpSpan.Hour, default)).ShouldBeEmpty();
        (await store.ReadOverviewAsync(Ids.New(Ids.Workspace), "shd_a", RollUpSpan.Hour, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_overview_is_not_overwritten_by_whoever_read_an_older_one()
    {
        var overview = Overview("shd_a", RollUpSpan.Hour);
        await store.TryWriteOverviewAsync(overview, null, Keep, default);
        var read = (await store.ReadOverviewAsync(_workspace, "shd_a", RollUpSpan.Hour, default))!;

        (await store.TryWriteOverviewAsync(overview with { Monitors = new Dictionary<string, OverviewRow>() }, read.ETag, Keep, default)).ShouldBeTrue();
        (await store.TryWriteOverviewAsync(overview, read.ETag, Keep, default)).ShouldBeFalse();
        (await store.TryWriteOverviewAsync(overview, null, Keep, default)).ShouldBeFalse();
        (await store.ReadOverviewAsync(_workspace, "shd_a", RollUpSpan.Hour, default))!.Value.Monitors.ShouldBeEmpty();
    }

    private RollUp Of(RollUpSpan span, int hours)
    {
        var latency = new LatencyHistogram();
        for (var i = 0; i < 100; i++) latency.Add(i * i * 7);
        var from = Noon + TimeSpan.FromHours(hours);
        return new()
        {
            MonitorId = _monitor,
            WorkspaceId = _workspace,
            Span = span,
            From = from,
            To = from + Hours.LengthOf(span),
            Time = new VerdictTime { Up = 1, Degraded = 2, Partial = 3, Down = 4, Unknown = 5, Maintenance = 6, Paused = 7 },
            Ends = Verdict.Partial,
            Regions = new Dictionary<string, RegionCounts> { ["asia"] = new() { Inconclusive = 4 }, ["eu"] = new() { Up = 98, Degraded = 2, Down = 3, Latency = latency } },
        };
    }

    private Overview Overview(string shard, RollUpSpan span) => new()
    {
        WorkspaceId = _workspace,
        Shard = shard,
        Span = span,
        Monitors = new Dictionary<string, OverviewRow> { [_monitor] = new(Noon, [new(3_000, 500, 100, 77), null, new(3_600, 0, 0, null)]) },
    };
}
