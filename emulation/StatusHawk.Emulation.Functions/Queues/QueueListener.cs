using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Polls one queue for one function, with up to batch size + new batch threshold messages in hand at once.</summary>
internal sealed partial class QueueListener(
    QueueClient queue,
    QueueOptions options,
    QueueMessageHandler handler,
    TimeProvider time,
    ILogger<QueueListener> logger) : IListener
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly QueueBackoff _backoff = new(options.MaxPollingInterval, Random.Shared);
    private readonly List<Task> _running = [];
    private readonly StorageComplaints _complaints = new(time);
    private bool _missing;
    private Task _polling = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _polling = Task.Run(PollAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken abandon)
    {
        await _stopping.CancelAsync();
        await _polling.WaitAsync(abandon);
        await Task.WhenAll(_running).WaitAsync(abandon);
    }

    private async Task PollAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var messages = await ReceiveAsync();
            foreach (var message in messages)
                _running.Add(Task.Run(() => handler.HandleAsync(message)));
            if (messages.Length == 0)
            {
                await Pause.UntilAsync(_backoff.Next(), time, _stopping.Token);
                continue;
            }

            _backoff.Reset();
            await RoomForABatchAsync();
        }
    }

    private async Task<QueueMessage[]> ReceiveAsync()
    {
        try
        {
            // Not cancellable: a batch that the service gave out but that was not seen here would be away for minutes.
            var received = await queue.ReceiveMessagesAsync(options.BatchSize, options.Hold, CancellationToken.None);
            _missing = false;
            if (_complaints.Over())
                LogReachable(queue.Name);
            return received.Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            if (!_missing)
                LogMissing(queue.Name);
            _missing = true;
        }
        catch (Exception exception)
        {
            if (_complaints.Due())
                LogUnreachable(queue.Name, exception.Message.ReplaceLineEndings(" "));
        }

        return [];
    }

    private async Task RoomForABatchAsync()
    {
        _running.RemoveAll(task => task.IsCompleted);
        while (_running.Count > options.NewBatchThreshold && !_stopping.IsCancellationRequested)
        {
            await ((Task)Task.WhenAny(_running)).WaitAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _running.RemoveAll(task => task.IsCompleted);
        }
    }

    [LoggerMessage(LogLevel.Information, "Queue {QueueName} does not exist yet.")]
    private partial void LogMissing(string queueName);

    [LoggerMessage(LogLevel.Warning, "Queue {QueueName} cannot be reached: {Reason}")]
    private partial void LogUnreachable(string queueName, string reason);

    [LoggerMessage(LogLevel.Information, "Queue {QueueName} can be reached again.")]
    private partial void LogReachable(string queueName);
}
