using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Keeps a message invisible to others while its function runs, by renewing at half time.</summary>
internal sealed partial class MessageHold : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _hold;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end;
    private readonly Task _renewing;

    public MessageHold(
        QueueClient queue,
        QueueMessage message,
        TimeSpan hold,
        TimeProvider time,
        ILogger logger,
        CancellationToken abandoned)
    {
        (_queue, _message, _hold, _time, _logger) = (queue, message, hold, time, logger);
        PopReceipt = message.PopReceipt;
        _end = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        _renewing = RenewAsync();
    }

    /// <summary>The receipt to delete or release with; each renewal makes a new one.</summary>
    public string PopReceipt { get; private set; }

    /// <summary>Ends the hold: from here on the receipt no longer changes.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await _renewing;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private async Task RenewAsync()
    {
        while (await Pause.UntilAsync(_hold / 2, _time, _end.Token))
        {
            try
            {
                // Not cancellable: a renewal that the service made but that was not seen here would leave a stale receipt.
                var renewed = await _queue.UpdateMessageAsync(
                    _message.MessageId, PopReceipt, (BinaryData?)null, _hold, CancellationToken.None);
                PopReceipt = renewed.Value.PopReceipt;
            }
            catch (RequestFailedException gone) when (gone.Status == 404)
            {
                LogLost(_message.MessageId, _queue.Name);
                return;
            }
            catch (Exception exception) when (exception is RequestFailedException or AggregateException or TaskCanceledException)
            {
                LogNotRenewed(exception, _message.MessageId, _queue.Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of queue {QueueName} was taken by another while its function was running.")]
    private partial void LogLost(string messageId, string queueName);

    [LoggerMessage(LogLevel.Warning, "The hold on message {MessageId} of queue {QueueName} could not be renewed.")]
    private partial void LogNotRenewed(Exception exception, string messageId, string queueName);
}
