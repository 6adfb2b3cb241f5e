using System.Diagnostics;

namespace StatusHawk.Core.Watching;

/// <summary>What every queue function has in common: reads its message, goes on with the trace that the message belongs to, and counts.</summary>
public sealed class QueueWork(TimeProvider clock)
{
    /// <param name="queue">A name of <see cref="Queues"/>.</param>
    /// <param name="text">The message as it came.</param>
    /// <param name="work">Deals with it; what it throws brings the message back.</param>
    public async Task RunAsync<T>(string queue, string text, Func<T, Task> work)
    {
        var label = new KeyValuePair<string, object?>("queue", queue);
        var envelope = MessageEnvelope.Read(text);
        using var span = Spans.Start($"process {queue}", ActivityKind.Consumer, envelope.Trace);
        var began = clock.GetTimestamp();

        // Two machines' clocks may disagree by more than the queue took.
        if (envelope.Due is { } due) Instruments.MessageAge.Record(Math.Max(0, (clock.GetUtcNow() - due).TotalSeconds), label);
        var done = false;
        try
        {
            await work(StatusHawkJson.Read<T>(text));
            done = true;
        }
        finally
        {
            span.SetStatus(done ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            Instruments.MessagesHandled.Add(1, label, new("result", done ? "done" : "failed"));
            Instruments.MessageDuration.Record(clock.GetElapsedTime(began).TotalSeconds, label);
        }
    }
}
