using System.Collections.Concurrent;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Watching;

namespace StatusHawk.Testing.InMemory;

/// <summary>Records what is sent. Nothing is delivered.</summary>
public sealed class InMemoryMessageQueues(StoreJournal journal) : IMessageQueues, IQueueDepths
{
    private readonly List<SentMessage> _sent = [];

    /// <summary>Since when a test says that the oldest message of a queue could be taken; none can of those that it says nothing of.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Oldest { get; } = new();

    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (_sent) return [.. _sent];
        }
    }

    public Task SendAsync<T>(string queue, T message, TimeSpan? visibleIn, TimeSpan? expiresIn, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(message, StatusHawkJson.Options);
        if (System.Text.Encoding.UTF8.GetByteCount(json) > Queues.MaxMessageBytes) throw new ArgumentException("The message is too large.", nameof(message));
        return journal.RunAsync($"Queues.Send {queue}", () =>
        {
            lock (_sent) _sent.Add(new(queue, json, visibleIn, expiresIn));
            return true;
        });
    }

    public Task<int?> CountAsync(string queue, CancellationToken cancellationToken) =>
        journal.RunAsync<int?>($"Queues.ReadCount {queue}", () => Sent.Count(message => message.Queue == queue));

    public Task<DateTimeOffset?> OldestAsync(string queue, CancellationToken cancellationToken) =>
        journal.RunAsync<DateTimeOffset?>($"Queues.ReadOldest {queue}", () => Oldest.TryGetValue(queue, out var since) ? since : null);

    /// <summary>All that was sent since this was last asked, which is forgotten.</summary>
    public IReadOnlyList<SentMessage> Drain()
    {
        lock (_sent)
        {
            SentMessage[] drained = [.. _sent];
            _sent.Clear();
            return drained;
        }
    }

    /// <summary>The messages of one queue, read as its consumer reads them.</summary>
    public IReadOnlyList<T> Of<T>(string queue) => [.. Sent.Where(s => s.Queue == queue).Select(s => JsonSerializer.Deserialize<T>(s.Json, StatusHawkJson.Options)!)];
}

/// <summary>A message as it was sent.</summary>
public sealed record SentMessage(string Queue, string Json, TimeSpan? VisibleIn, TimeSpan? ExpiresIn);
