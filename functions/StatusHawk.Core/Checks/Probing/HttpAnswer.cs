using System.Buffers;
using System.IO.Compression;
using System.Net.Http.Headers;
using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>An answer whose headers are there and whose body is still to come. Disposing it closes the connection.</summary>
internal sealed class HttpAnswer(HttpResponseMessage response, HttpMessageInvoker invoker, Stream connection) : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;

    public int StatusCode => (int)response.StatusCode;
    public bool IsSuccess => response.IsSuccessStatusCode;

    /// <summary>Bytes of the body read so far, after decompression.</summary>
    public int BodyBytes { get; private set; }

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

    /// <summary>Those of the answer and of its body, by name in any case; several of one name joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)) headers[name] = string.Join(", ", values);
        return headers;
    }

    /// <summary>Reads the body to its end, or up to the limit: what comes after it is not waited for.</summary>
    /// <param name="limit">Bytes that are read, before and after decompression.</param>
    /// <param name="keep">Bytes that are kept.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task<Body> ReadBodyAsync(int limit, int keep, CancellationToken cancellationToken) => ReadAsync(limit, keep, partly: false, cancellationToken);

    /// <summary>Reads what comes until it is cancelled, fails, ends, or there is enough.</summary>
    public Task<Body> ReadWhatComesAsync(int limit, CancellationToken cancellationToken) => ReadAsync(limit, limit, partly: true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Before the response: else it would wait for the rest of the body.
        await connection.DisposeAsync();
        response.Dispose();
        invoker.Dispose();
    }

    private async Task<Body> ReadAsync(int limit, int keep, bool partly, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var kept = new MemoryStream();
        var ended = false;
        try
        {
            await using var body = Decompressed(new BoundedStream(await response.Content.ReadAsStreamAsync(cancellationToken), limit));
            while (!ended && BodyBytes < limit)
            {
                var read = await ReadAsync(body, buffer.AsMemory(0, Math.Min(limit - BodyBytes, buffer.Length)), cancellationToken);
                kept.Write(buffer, 0, Math.Min(read, keep - (int)kept.Length));
                BodyBytes += read;
                ended = read == 0;
            }
        }
        catch (BodyTooLongException)
        {
            // Compressed it is longer than the limit already; what came out of it is judged as the beginning of a body.
        }
        catch (Exception e) when (partly && e is OperationCanceledException or IOException or HttpRequestException or InvalidDataException)
        {
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // A body of exactly the limit's length is taken for a longer one: nobody waits to see whether more comes.
        return new Body(kept.GetBuffer().AsMemory(0, (int)kept.Length), whole: ended && kept.Length == BodyBytes, Charset());
    }

    private static async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidOperationException e) when (body is BrotliStream && e is not ObjectDisposedException)
        {
            // Brotli alone says it so.
            throw new InvalidDataException(e.Message, e);
        }
    }

    // Nobody asks for compression unless the monitor's own headers do; some servers compress all the same.
    private Stream Decompressed(Stream body) => response.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var encodings)
        ? encodings.ToString().Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        }
        : body;

    private string? Charset() =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) && MediaTypeHeaderValue.TryParse(types.ToString(), out var type) ? type.CharSet : null;
}
