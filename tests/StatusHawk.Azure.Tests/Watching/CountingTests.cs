using System.Diagnostics;
using System.Text;
using Azure.Storage.Queues;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Tests.Watching;

public sealed class CountingTests(Emulators emulators) : IDisposable
{
    private readonly MetricsCollector _metrics = new();

    [Fact]
    public async Task Request_units_are_counted_by_container_and_operation()
    {
        var live = Examples.Live(Examples.Monitor());
        var entry = Examples.Round(Ids.New(Ids.Shard));
        await emulators.Get<ILiveStore>().TryWriteAsync(live, null, default);
        var etag = (await emulators.Get<ILiveStore>().ReadAsync(live.WorkspaceId, live.MonitorId, default))!.ETag;
        await emulators.Get<ILiveStore>().TryWriteAsync(live with { Revision = 7 }, etag, default);
        await emulators.Get<ILiveStore>().TryWriteAsync(live with { Revision = 8 }, etag, default);
        await emulators.Get<ICheckLog>().AppendAsync(entry, default);
        await emulators.Get<ICheckLog>().ReadAsync(entry.Shard, new Slot(0), default);
        await emulators.Get<IPageStore>().WriteHeartbeatAsync(new PipelineHeartbeat(Examples.Noon), default);
        await emulators.Get<IChangeFeed<Monitor>>().ReadNewAsync(default);

        foreach (var (container, operation) in new[]
        {
            ("live", "create"), ("live", "read"), ("live", "replace"), ("log", "create"), ("log", "query"), ("pages", "upsert"), ("workspaces", "changes"),
        })
            Find("statushawk_cosmos_request_units", ("container", container), ("operation", operation)).ShouldBeGreaterThan(0, $"{operation} on {container}");
        Find("statushawk_cosmos_requests", ("container", "live"), ("operation", "replace"), ("status", "412")).ShouldBeGreaterThan(0);
        Find("statushawk_cosmos_requests", ("container", "live"), ("operation", "replace"), ("status", "200")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Requests_to_queues_and_tables_are_counted()
    {
        await emulators.Get<IMessageQueues>().SendAsync(Queues.Opinions("us"), new RepublishRequest { WorkspaceId = "ws_a" }, null, null, default);
        (await emulators.Get<IDeliveryLedger>().ReadAsync("inc_none", "chn_none", 1, default)).ShouldBeNull();

        Find("statushawk_queue_messages_sent", ("queue", "opinions-us")).ShouldBeGreaterThan(0);
        Find("statushawk_storage_requests", ("service", "queue"), ("method", "POST"), ("status", "201")).ShouldBeGreaterThan(0);
        Find("statushawk_storage_requests", ("service", "table"), ("method", "GET"), ("status", "404")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_message_carries_its_sender_s_trace_and_when_it_can_be_taken()
    {
        using var span = new Activity("test").Start();
        var before = TimeProvider.System.GetUtcNow();
        await emulators.Get<IMessageQueues>().SendAsync(Queues.Republish, new RepublishRequest { WorkspaceId = "ws_a" }, TimeSpan.FromSeconds(1), null, default);

        var client = new QueueServiceClient(emulators.Stack.Configuration()["HomeStorage"]).GetQueueClient(Queues.Republish);
        string? text = null;
        for (var i = 0; i < 300 && text is null; i++)
        {
            text = (await client.ReceiveMessageAsync()).Value?.Body.ToString();
            if (text is null) await Task.Delay(100);
        }

        var envelope = MessageEnvelope.Read(text.ShouldNotBeNull());
        envelope.Trace.TraceId.ShouldBe(span.TraceId);
        envelope.Due!.Value.ShouldBeGreaterThan(before);
        StatusHawkJson.Read<RepublishRequest>(text).WorkspaceId.ShouldBe("ws_a");
    }

    [Fact]
    public async Task A_queue_says_how_much_is_on_it_and_one_that_is_not_there_says_nothing()
    {
        await emulators.Get<IMessageQueues>().SendAsync(Queues.Urgent, new RepublishRequest { WorkspaceId = "ws_a" }, TimeSpan.FromMinutes(5), null, default);

        (await emulators.Get<IQueueDepths>().CountAsync(Queues.Urgent, default)).ShouldNotBeNull().ShouldBeGreaterThan(0);
        (await emulators.Get<IQueueDepths>().CountAsync("never-made", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_queue_says_since_when_its_oldest_message_could_be_taken_and_takes_none()
    {
        const string Queue = "oldest";
        var (queues, depths) = (emulators.Get<IMessageQueues>(), emulators.Get<IQueueDepths>());
        var client = new QueueServiceClient(emulators.Stack.Configuration()["HomeStorage"]).GetQueueClient(Queue);
        await client.CreateAsync();
        (await depths.OldestAsync(Queue, default)).ShouldBeNull();
        (await depths.OldestAsync("never-made", default)).ShouldBeNull();

        await queues.SendAsync(Queue, new RepublishRequest { WorkspaceId = "ws_a" }, TimeSpan.FromHours(1), null, default);
        (await depths.OldestAsync(Queue, default)).ShouldBeNull("it cannot be taken yet");

        var unmarked = (await client.SendMessageAsync("no envelope")).Value;
        (await depths.OldestAsync(Queue, default)).ShouldBe(unmarked.InsertionTime);

        var due = DateTimeOffset.FromUnixTimeMilliseconds(unmarked.InsertionTime.AddMinutes(-5).ToUnixTimeMilliseconds());
        await client.SendMessageAsync(Encoding.UTF8.GetString(new MessageEnvelope(due, default).Wrap("{\"v\":1}"u8)));
        (await depths.OldestAsync(Queue, default)).ShouldBe(due, "what failed stands behind newer ones");
        (await client.ReceiveMessagesAsync(10)).Value.Length.ShouldBe(2);
    }

    public void Dispose() => _metrics.Dispose();

    private double Find(string family, params (string Name, string Value)[] labels) =>
        _metrics.Collect().Single(each => each.Name == family).Points.Cast<MetricPoint.Number>()
            .Where(point => labels.All(label => point.Labels.Contains(new MetricLabel(label.Name, label.Value)))).Sum(point => point.Value);
}
