using System.Text;
using Azure.Storage.Queues;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>The encoding of messages, and sending to a queue that may not be there yet.</summary>
internal static class QueueText
{
    /// <summary>Decodes a message as received; null when it is no base64 although it should be.</summary>
    public static BinaryData? Decode(BinaryData raw, bool base64)
    {
        if (!base64)
            return raw;
        var text = raw.ToString();
        var bytes = new byte[((text.Length * 3) + 3) / 4];
        return Convert.TryFromBase64String(text, bytes, out var length) ? new BinaryData(bytes.AsMemory(0, length)) : null;
    }

    public static string Encode(ReadOnlySpan<byte> content, bool base64) =>
        base64 ? Convert.ToBase64String(content) : Encoding.UTF8.GetString(content);

    public static async Task SendAsync(QueueClient queue, BinaryData content, CancellationToken cancellationToken)
    {
        try
        {
            await queue.SendMessageAsync(content, cancellationToken: cancellationToken);
        }
        catch (Azure.RequestFailedException missing) when (missing.Status == 404)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await queue.SendMessageAsync(content, cancellationToken: cancellationToken);
        }
    }
}
