using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Where messages go that failed too often. A poison queue has none of its own: its messages stay where they are.</summary>
internal sealed class PoisonQueue(QueueClient? poison, QueueClient queue)
{
    private const string Suffix = "-poison";

    public bool Exists => poison is not null;

    public string Name => poison?.Name ?? "";

    /// <summary>The name of the poison queue of a queue, or null when it is one itself.</summary>
    public static string? For(string queueName) => queueName.EndsWith(Suffix, StringComparison.Ordinal) ? null : queueName + Suffix;

    /// <summary>Copies, then deletes: a death in between makes two of a message, never none.</summary>
    public async Task TakeAsync(QueueMessage raw, string popReceipt)
    {
        await QueueText.SendAsync(poison!, raw.Body, CancellationToken.None);
        await queue.DeleteMessageAsync(raw.MessageId, popReceipt);
    }
}
