using System.Buffers;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>An answer whose headers are there and whose body is still to come. Disposing it closes the connection.</summary>
internal sealed class HttpAnswer(HttpResponseMessage response, HttpMessageInvoker invoker, Stream connection) : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    public int StatusCode => (int)response.StatusCode;
    public bool IsSuccess => response.IsSuccessStatusCode;

    /// <summary>Where the answer redirects to, as it was written; null when it does not redirect.</summary>
    public string? Location =>
        StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null;

    /// <summary>The status and its usual name. The target's own words are not repeated.</summary>
    public string Status
    {
        get
        {
            response.ReasonPhrase = null;
            return $"{StatusCode} {response.ReasonPhrase}".TrimEnd();
        }
    }

    /// <summary>Reads the body to its end, or up to the limit: what comes after it is not waited for.</summary>
    public async Task ReadBodyAsync(int limit, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (int left = limit, read; left > 0; left -= read)
            {
                read = await body.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), cancellationToken);
                if (read == 0) return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Before the response: else it would wait for the rest of the body.
        await connection.DisposeAsync();
        response.Dispose();
        invoker.Dispose();
    }
}
