using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Runs the function on one message, and then deletes it, gives it back, or moves it to the poison queue. Never throws.</summary>
internal sealed partial class QueueMessageHandler(
    FunctionMethod function,
    QueueClient queue,
    PoisonQueue poison,
    QueueOptions options,
    FunctionRunner runner,
    InvocationLifetime lifetime,
    TimeProvider time,
    ILogger<QueueMessageHandler> logger)
{
    public async Task HandleAsync(QueueMessage raw)
    {
        try
        {
            if (poison.Exists && raw.DequeueCount > options.MaxDequeueCount)
                await PoisonAsync(raw, raw.PopReceipt);
            else if (QueueText.Decode(raw.Body, options.Base64) is { } body)
                await RunAsync(raw, Decoded(raw, body));
            else
                await RefuseAsync(raw);
        }
        catch (Exception exception)
        {
            // Whatever storage did not take now is asked again when the message becomes visible.
            LogNotSettled(exception, raw.MessageId, queue.Name);
        }
    }

    private static QueueMessage Decoded(QueueMessage raw, BinaryData body) => QueuesModelFactory.QueueMessage(
        raw.MessageId, raw.PopReceipt, body, raw.DequeueCount, raw.NextVisibleOn, raw.InsertedOn, raw.ExpiresOn);

    private async Task RunAsync(QueueMessage raw, QueueMessage message)
    {
        await using var hold = new MessageHold(queue, raw, options.Hold, time, logger, lifetime.Abandoned);
        var succeeded = await TryRunAsync(message);
        await hold.EndAsync();
        if (succeeded)
            await DeleteAsync(raw, hold.PopReceipt);
        else if (poison.Exists && raw.DequeueCount >= options.MaxDequeueCount)
            await PoisonAsync(raw, hold.PopReceipt);
        else if (poison.Exists)
            await queue.UpdateMessageAsync(raw.MessageId, hold.PopReceipt, (BinaryData?)null, options.VisibilityTimeout);
    }

    private async Task<bool> TryRunAsync(QueueMessage message)
    {
        try
        {
            await runner.RunAsync(function, message, () => QueueBindingData.Of(message), lifetime.Cancelled);
            return true;
        }
        catch (Exception)
        {
            // Logged by the runner; the queue delivers again.
            return false;
        }
    }

    private async Task DeleteAsync(QueueMessage raw, string popReceipt)
    {
        try
        {
            await queue.DeleteMessageAsync(raw.MessageId, popReceipt);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 400)
        {
            LogGone(raw.MessageId, queue.Name);
        }
    }

    private Task RefuseAsync(QueueMessage raw)
    {
        LogNotBase64(raw.MessageId, queue.Name);
        return poison.Exists ? PoisonAsync(raw, raw.PopReceipt) : Task.CompletedTask;
    }

    private async Task PoisonAsync(QueueMessage raw, string popReceipt)
    {
        await poison.TakeAsync(raw, popReceipt);
        LogPoisoned(raw.MessageId, queue.Name, raw.DequeueCount, poison.Name);
    }

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of queue {QueueName} is not base64, which host.json says it is.")]
    private partial void LogNotBase64(string messageId, string queueName);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of queue {QueueName}, taken {DequeueCount} times, went to {PoisonQueueName}.")]
    private partial void LogPoisoned(string messageId, string queueName, long dequeueCount, string poisonQueueName);

    [LoggerMessage(LogLevel.Information, "Message {MessageId} of queue {QueueName} was no longer there to delete.")]
    private partial void LogGone(string messageId, string queueName);

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of queue {QueueName} could not be settled and will come again.")]
    private partial void LogNotSettled(Exception exception, string messageId, string queueName);
}
