using Azure.Storage.Queues;
using StatusHawk.Core;

namespace StatusHawk.Azure.Tests;

public sealed class StorageQueuesTests(Emulators emulators)
{
    [Fact]
    public async Task A_message_is_plain_json_and_stays_hidden_until_its_time()
    {
        var queues = emulators.Get<IMessageQueues>();
        var message = new Command { Kind = CommandKind.PageChanged, WorkspaceId = "ws_ä&<b>" };
        await queues.SendAsync(Queues.Checks("us"), message, TimeSpan.FromHours(1), TimeSpan.FromHours(2), default);
        await queues.SendAsync(Queues.Commands, message, null, null, default);

        var client = new QueueServiceClient(emulators.Stack.Configuration()["HomeStorage"]);
        (await client.GetQueueClient(Queues.Checks("us")).ReceiveMessageAsync()).Value.ShouldBeNull();
        var received = (await client.GetQueueClient(Queues.Commands).ReceiveMessageAsync()).Value;
        StatusHawkJson.Read<Command>(received.Body.ToString()).ShouldBe(message);
    }
}
