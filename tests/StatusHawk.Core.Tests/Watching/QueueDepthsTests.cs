using StatusHawk.Core.Accounts;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Core.Tests.Watching;

public sealed class QueueDepthsTests : IDisposable
{
    private readonly PipelineWorld _world = new();
    private readonly QueueDepths _depths;

    public QueueDepthsTests() => _depths = new QueueDepths(_world.Stores.Queues, _world.Monitors, _world.Clock);

    private InMemoryMessageQueues Queued => _world.Stores.Queues;

    [Fact]
    public async Task The_oldest_of_all_queues_is_told_with_its_queue()
    {
        await WaitsAsync(Queues.Results, seconds: 7);
        await WaitsAsync(Queues.Mails, seconds: 90);
        await WaitsAsync(Queues.Urgent, seconds: 8);

        await _depths.RefreshAsync(default);

        _depths.Oldest.ShouldBe((Queues.Mails, TimeSpan.FromSeconds(90)));
    }

    [Fact]
    public async Task Queues_of_regions_that_check_something_are_among_them()
    {
        await _world.AddMonitorAsync(regions: ["eu"]);
        await _world.Monitors.RefreshAsync(TimeSpan.Zero, default);
        await WaitsAsync(Queues.Checks("eu"), seconds: 40);

        await _depths.RefreshAsync(default);

        _depths.Oldest.ShouldBe((Queues.Checks("eu"), TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public async Task Where_nothing_can_be_taken_nothing_is_old()
    {
        // Sent for later, and so there but not to be seen.
        await SendAsync(Queues.Results);

        await _depths.RefreshAsync(default);

        _depths.Oldest.ShouldBeNull();
    }

    [Fact]
    public async Task What_another_machine_s_clock_has_in_the_future_is_not_younger_than_nothing()
    {
        await WaitsAsync(Queues.Results, seconds: -3);

        await _depths.RefreshAsync(default);

        _depths.Oldest.ShouldBe((Queues.Results, TimeSpan.Zero));
    }

    [Fact]
    public async Task Only_where_something_is_is_it_asked_how_old_and_of_no_poison()
    {
        await WaitsAsync(Queues.Results, seconds: 1);
        await SendAsync(Queues.Poison(Queues.Urgent));
        _world.Stores.Journal.Clear();

        await _depths.RefreshAsync(default);

        _world.Stores.Journal.Calls.Where(call => call.StartsWith("Queues.ReadOldest", StringComparison.Ordinal)).ShouldBe([$"Queues.ReadOldest {Queues.Results}"]);
    }

    [Fact]
    public async Task What_could_not_be_read_is_counted_over_all_queues()
    {
        await SendAsync(Queues.Poison(Queues.Results));
        await SendAsync(Queues.Poison(Queues.Results));
        await SendAsync(Queues.Poison(Queues.Mails));
        await SendAsync(Queues.Mails);

        await _depths.RefreshAsync(default);

        _depths.Poison.ShouldBe(3);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_is_left_out_and_hides_no_other()
    {
        await WaitsAsync(Queues.Results, seconds: 90);
        await WaitsAsync(Queues.Urgent, seconds: 5);
        await SendAsync(Queues.Poison(Queues.Results));
        await _depths.RefreshAsync(default);
        _world.Stores.Journal.Before = call => call.Contains(Queues.Results, StringComparison.Ordinal) ? throw new StoreUnavailableException("The test took it away.") : Task.CompletedTask;

        await _depths.RefreshAsync(default);

        _depths.Oldest.ShouldBe((Queues.Urgent, TimeSpan.FromSeconds(5)));
        _depths.Poison.ShouldBe(0);
    }

    [Fact]
    public async Task The_age_of_each_queue_is_a_metric_and_that_of_an_empty_one_nothing()
    {
        using var metrics = new MetricsCollector();
        _depths.Observe(metrics);
        await WaitsAsync(Queues.Results, seconds: 12);

        await _depths.RefreshAsync(default);

        var ages = metrics.Collect().Single(each => each.Name == "statushawk_queue_oldest_age_seconds").Points.Cast<MetricPoint.Number>().ToDictionary(point => point.Labels.Single().Value, point => point.Value);
        ages[Queues.Results].ShouldBe(12);
        ages[Queues.Urgent].ShouldBe(0);
        ages.Keys.ShouldAllBe(queue => queue == Queues.Origin(queue));
    }

    public void Dispose() => _depths.Dispose();

    private async Task WaitsAsync(string queue, int seconds)
    {
        await SendAsync(queue);
        Queued.Oldest[queue] = _world.Clock.GetUtcNow() - TimeSpan.FromSeconds(seconds);
    }

    private Task SendAsync(string queue) => Queued.SendAsync(queue, new { }, null, null, default);
}
