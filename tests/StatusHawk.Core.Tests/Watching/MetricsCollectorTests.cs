using System.Diagnostics.Metrics;
using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class MetricsCollectorTests : IDisposable
{
    private readonly MetricsCollector _collector = new();
    private readonly Meter _meter;

    public MetricsCollectorTests() => _meter = _collector.CreateMeter();

    [Fact]
    public void A_counter_adds_up_by_labels_in_whatever_order_they_come()
    {
        var counter = _meter.CreateCounter<long>("test_things", "{thing}", "Things.");
        counter.Add(2, new("a", "1"), new("b", "2"));
        counter.Add(3, new("b", "2"), new("a", "1"));
        counter.Add(7, new KeyValuePair<string, object?>("a", "1"));

        var family = Family("test_things");

        (family.Type, family.Help, family.Unit).ShouldBe((MetricType.Counter, "Things.", null));
        family.Points.Cast<MetricPoint.Number>().Select(point => (string.Join(',', point.Labels.Select(label => label.Name + label.Value)), point.Value)).ShouldBe([("a1", 7), ("a1,b2", 5)], ignoreOrder: true);
    }

    [Fact]
    public void A_unit_ends_the_name_once()
    {
        _meter.CreateGauge<double>("test.duration", "s").Record(1);
        _meter.CreateGauge<double>("test_age_seconds", "s").Record(1);
        _meter.CreateCounter<double>("test_sent_total", "By").Add(1);

        Family("test_duration_seconds").Unit.ShouldBe("seconds");
        Family("test_age_seconds").Unit.ShouldBe("seconds");
        Family("test_sent_bytes").Unit.ShouldBe("bytes");
    }

    [Fact]
    public void Every_value_falls_into_the_first_bucket_whose_bound_it_does_not_exceed()
    {
        double[] bounds = [0.5, 1, 2.5];
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 40).Select(n => n / 8.0).NonEmptyListOf().ToArbitrary(), values =>
        {
            var name = "test_" + Guid.NewGuid().ToString("N");
            var histogram = _meter.CreateHistogram<double>(name, null, null, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
            foreach (var value in values) histogram.Record(value);
            var spread = (MetricPoint.Distribution)Family(name).Points.Single();
            return spread.Counts.Count == 4 && spread.Sum == values.Sum()
                && spread.Counts[0] == values.Count(value => value <= 0.5) && spread.Counts[1] == values.Count(value => value is > 0.5 and <= 1)
                && spread.Counts[2] == values.Count(value => value is > 1 and <= 2.5) && spread.Counts[3] == values.Count(value => value > 2.5);
        }));
    }

    [Fact]
    public void What_is_no_longer_observed_is_no_longer_there()
    {
        string[] regions = ["eu", "us"];
        _meter.CreateObservableGauge("test_age", () => regions.Select(region => new Measurement<int>(1, new KeyValuePair<string, object?>("region", region))));
        Family("test_age").Points.Count.ShouldBe(2);

        regions = ["us"];

        Family("test_age").Points.Single().Labels.Single().Value.ShouldBe("us");
    }

    [Fact]
    public void One_observation_that_fails_takes_no_other_along()
    {
        _meter.CreateObservableGauge("test_broken", new Func<int>(() => throw new InvalidOperationException()));
        _meter.CreateObservableGauge("test_whole", () => 1);

        _collector.Collect().Select(family => family.Name).ShouldContain("test_whole");
        _collector.Collect().Select(family => family.Name).ShouldNotContain("test_broken");
    }

    [Fact]
    public void Labels_without_end_share_one_series()
    {
        var counter = _meter.CreateCounter<long>("test_many");
        for (var i = 0; i < 5000; i++) counter.Add(1, new KeyValuePair<string, object?>("id", i));

        var points = Family("test_many").Points.Cast<MetricPoint.Number>().ToArray();

        points.Length.ShouldBeLessThanOrEqualTo(2001);
        points.Sum(point => point.Value).ShouldBe(5000);
        points.Single(point => point.Labels.Single().Name == "otel_metric_overflow").Value.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void Two_apps_in_one_process_see_only_their_own_gauges_and_the_counts_of_both()
    {
        using var other = new MetricsCollector();
        using var meter = other.CreateMeter();
        meter.CreateObservableGauge("test_only_there", () => 1);
        var region = Guid.NewGuid().ToString("N");
        Instruments.RoundsDropped.Add(1, new KeyValuePair<string, object?>("region", region));

        _collector.Collect().ShouldAllBe(family => family.Name != "test_only_there");
        other.Collect().ShouldContain(family => family.Name == "test_only_there");
        foreach (var collector in new[] { _collector, other })
            collector.Collect().Single(family => family.Name == "statushawk_rounds_dropped").Points.ShouldContain(point => point.Labels.Any(label => label.Value == region));
    }

    [Fact]
    public void The_runtime_s_own_metrics_are_there() => _collector.Collect().ShouldContain(family => family.Name == "dotnet_process_memory_working_set_bytes");

    [Fact]
    public void Nothing_that_is_recorded_at_once_by_many_is_lost()
    {
        var counter = _meter.CreateCounter<long>("test_busy");
        Parallel.For(0, 20_000, i => counter.Add(1, new KeyValuePair<string, object?>("id", i % 3)));

        Family("test_busy").Points.Cast<MetricPoint.Number>().Sum(point => point.Value).ShouldBe(20_000);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _collector.Dispose();
    }

    private MetricFamily Family(string name) => _collector.Collect().Single(family => family.Name == name);
}
