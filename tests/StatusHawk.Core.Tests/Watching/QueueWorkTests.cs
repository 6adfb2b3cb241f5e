using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Watching;

public sealed class QueueWorkTests
{
    private readonly ManualClock _clock = new();
    private readonly string _queue = "queue-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Work_goes_on_with_the_trace_of_its_message()
    {
        var trace = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        Activity? during = null;

        await RunAsync(new MessageEnvelope(null, trace), _ => during = Activity.Current);

        during.ShouldNotBeNull().TraceId.ShouldBe(trace.TraceId);
        during.ParentSpanId.ShouldBe(trace.SpanId);
        during.SpanId.ShouldNotBe(trace.SpanId);
        Activity.Current.ShouldBeNull();
    }

    [Fact]
    public async Task A_message_without_a_trace_begins_one()
    {
        Activity? during = null;

        await RunAsync(new MessageEnvelope(null, default), _ => during = Activity.Current);

        during.ShouldNotBeNull().TraceId.ShouldNotBe(default);
        during.ParentSpanId.ShouldBe(default);
    }

    [Fact]
    public async Task The_age_of_a_message_counts_from_when_it_could_be_taken()
    {
        using var metrics = new MetricsCollector();
        await RunAsync(new MessageEnvelope(_clock.GetUtcNow() - TimeSpan.FromSeconds(40), default), _ => { });
        await RunAsync(new MessageEnvelope(_clock.GetUtcNow() + TimeSpan.FromSeconds(5), default), _ => { });

        var ages = Find<MetricPoint.Distribution>(metrics, "statushawk_queue_message_age_seconds");

        ages.Sum.ShouldBe(40);
        ages.Counts.Sum().ShouldBe(2);
    }

    [Fact]
    public async Task What_fails_is_counted_as_that_and_thrown()
    {
        using var metrics = new MetricsCollector();

        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync(new MessageEnvelope(null, default), _ => throw new InvalidOperationException()));
        await Should.ThrowAsync<JsonException>(() => new QueueWork(_clock).RunAsync<RepublishRequest>(_queue, "no json", _ => Task.CompletedTask));
        await RunAsync(new MessageEnvelope(null, default), _ => { });

        Find<MetricPoint.Number>(metrics, "statushawk_queue_messages_handled", ("result", "failed")).Value.ShouldBe(2);
        Find<MetricPoint.Number>(metrics, "statushawk_queue_messages_handled", ("result", "done")).Value.ShouldBe(1);
    }

    private Task RunAsync(MessageEnvelope envelope, Action<RepublishRequest> work)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(new RepublishRequest { WorkspaceId = "ws_a" }, StatusHawkJson.Options);
        return new QueueWork(_clock).RunAsync<RepublishRequest>(_queue, Encoding.UTF8.GetString(envelope.Wrap(message)), request =>
        {
            request.WorkspaceId.ShouldBe("ws_a");
            work(request);
            return Task.CompletedTask;
        });
    }

    private T Find<T>(MetricsCollector metrics, string family, params (string Name, string Value)[] labels) where T : MetricPoint =>
        metrics.Collect().Single(each => each.Name == family).Points.OfType<T>()
            .Single(point => labels.Append(("queue", _queue)).All(label => point.Labels.Contains(new MetricLabel(label.Item1, label.Item2))));
}
