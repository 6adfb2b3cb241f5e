using System.Buffers;
using System.Text.Json;
using StatusHawk.Api.Http;

namespace StatusHawk.Api.Accounts;

/// <summary>A JSON file on its way out: what is written waits in a buffer, and leaves whenever there is enough of it. The stream is never written synchronously.</summary>
internal sealed class ExportFile : IAsyncDisposable
{
    private const int Enough = 32 * 1024;
    private readonly ArrayBufferWriter<byte> _waiting = new(2 * Enough);
    private readonly Stream _stream;
    private readonly CancellationToken _cancellationToken;

    public ExportFile(Stream stream, CancellationToken cancellationToken)
    {
        (_stream, _cancellationToken) = (stream, cancellationToken);
        Json = new Utf8JsonWriter(_waiting, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
    }

    /// <summary>For what stands between the values.</summary>
    public Utf8JsonWriter Json { get; }

    public async Task WriteAsync<T>(T value)
    {
        JsonSerializer.Serialize(Json, value, ApiJson.Options);
        if (Json.BytesPending + _waiting.WrittenCount >= Enough) await SendAsync();
    }

    public async Task WriteAsync<T>(string list, IEnumerable<T> items)
    {
        Json.WriteStartArray(list);
        foreach (var item in items) await WriteAsync(item);
        Json.WriteEndArray();
    }

    /// <summary>Lets out what still waits.</summary>
    public Task EndAsync() => SendAsync();

    public ValueTask DisposeAsync() => Json.DisposeAsync();

    private async Task SendAsync()
    {
        await Json.FlushAsync(_cancellationToken);
        await _stream.WriteAsync(_waiting.WrittenMemory, _cancellationToken);
        _waiting.ResetWrittenCount();
    }
}
