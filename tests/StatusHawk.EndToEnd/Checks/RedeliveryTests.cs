using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.StatusPages;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Checks;

/// <summary>Every queue's messages, taken while their consumer was away, are put back twice and in the opposite order.</summary>
public sealed class RedeliveryTests
{
    [Fact]
    public async Task Messages_of_every_queue_may_come_twice_late_and_in_another_order()
    {
        await using var stack = await StackFixture.StartAsync("redelivery", Stacks.Quick);
        using var client = new StackClient(stack);
        await using var log = new StackLog(stack);
        await client.ReadyAsync();
        var id = await client.CreateMonitorAsync(stack.Target.ShopUrl);
        await client.BecomesAsync(id, "up");

        // Opinions travel on the heralds' queue: those about the new monitor must be through.
        foreach (var region in stack.Ports.Regions) await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, region)).Length >= 1, $"{region} reports");

        // What probes send and what Api commands, while Pipeline is away: an outage with its heralds, then the recovery.
        await stack.Pipeline.StopAsync();
        stack.Target.Break(new());
        await TwiceInReverseAsync(stack, Queues.Urgent, atLeast: 3);
        stack.Target.Mend();
        await client.PostAsync(id, "pause");
        await client.PostAsync(id, "resume");
        await TwiceInReverseAsync(stack, Queues.Commands, atLeast: 2);
        await TwiceInReverseAsync(stack, Queues.Results, atLeast: 6);
        foreach (var _ in Enumerable.Range(0, 2)) await log.Queues.SendAsync(Queues.Republish, new RepublishRequest { WorkspaceId = stack.Secrets.WorkspaceId }, null, null, default);
        await stack.Pipeline.StartAsync();
        await client.BecomesAsync(id, "up");

        // What Pipeline sends, while a Probe is away.
        await stack.Probe("eu").StopAsync();
        await TwiceInReverseAsync(stack, Queues.Checks("eu"), atLeast: 1);
        await client.PostAsync(id, "pause");
        await client.PostAsync(id, "resume");
        await TwiceInReverseAsync(stack, Queues.Opinions("eu"), atLeast: 1);
        var back = Slot.Of(DateTimeOffset.UtcNow);
        await stack.Probe("eu").StartAsync();

        await Eventually.BecomesTrueAsync(async () => (await log.SlotsAsync(id, "eu"))[^1] > back + TimeSpan.FromSeconds(10), "eu reports again");
        await client.BecomesAsync(id, "up");
        await Eventually.BecomesTrueAsync(async () => await client.VoteAsync(id, "eu") == "up", "eu votes again");
        await client.ComponentBecomesAsync(id, "operational");

        foreach (var region in stack.Ports.Regions)
        {
            var slots = await log.SlotsAsync(id, region);
            slots.ShouldBe(slots.Distinct());
        }

        (await log.EntriesAsync(id)).ShouldContain(entry => entry.Kind == EntryKind.Urgent);
        (await PoisonedAsync(stack)).ShouldBeEmpty();
    }

    private static async Task TwiceInReverseAsync(LocalStack stack, string queue, int atLeast)
    {
        var client = Service(stack).GetQueueClient(queue);
        var taken = new List<string>();
        await Eventually.BecomesTrueAsync(async () =>
        {
            foreach (QueueMessage message in (await client.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5))).Value)
            {
                taken.Add(message.Body.ToString());
                await client.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            }

            return taken.Count >= atLeast;
        }, $"{atLeast} messages are in {queue}");
        foreach (var message in Enumerable.Reverse(taken).SelectMany(text => new[] { text, text })) await client.SendMessageAsync(message);
    }

    private static async Task<List<string>> PoisonedAsync(LocalStack stack)
    {
        var poisoned = new List<string>();
        await foreach (var queue in Service(stack).GetQueuesAsync())
        {
            if (queue.Name.EndsWith("-poison", StringComparison.Ordinal)) poisoned.Add(queue.Name);
        }

        return poisoned;
    }

    private static QueueServiceClient Service(LocalStack stack) =>
        new(stack.Configuration()["HomeStorage"], new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
}
