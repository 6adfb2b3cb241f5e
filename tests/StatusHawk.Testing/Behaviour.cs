using System.Net.Sockets;
using System.Text;

namespace StatusHawk.Testing;

/// <summary>What a <see cref="FlakyTarget"/> does with a request, or with a connection before it has read one.</summary>
public sealed class Behaviour
{
    /// <summary>No behaviour sends more than this, however long the client listens.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private readonly Func<Stream, CancellationToken, Task<bool>> _act;

    private Behaviour(Func<Stream, CancellationToken, Task<bool>> act) => _act = act;

    /// <summary>Whether it acts on the bare connection: no TLS handshake, no request read.</summary>
    internal bool BeforeRequest { get; private init; }

    /// <summary>200 with a short body. The connection stays open for the next request.</summary>
    public static Behaviour Ok { get; } = Status(200);

    /// <summary>Reads the request and never answers.</summary>
    public static Behaviour Hang { get; } = new(WaitAsync);

    /// <summary>Accepts the connection and does nothing more, not even TLS.</summary>
    public static Behaviour HangOnAccept { get; } = new(WaitAsync) { BeforeRequest = true };

    /// <summary>Accepts the connection and closes it at once.</summary>
    public static Behaviour CloseOnAccept { get; } = Closing((_, _) => Task.CompletedTask, beforeRequest: true);

    /// <summary>Resets the connection at the first byte that comes: any sooner, and it would not always stand yet.</summary>
    public static Behaviour ResetOnFirstByte { get; } = Closing(async (connection, token) =>
    {
        await connection.ReadExactlyAsync(new byte[1], token);
        Reset(connection);
    }, beforeRequest: true);

    /// <summary>Reads the request and closes without an answer.</summary>
    public static Behaviour CloseBeforeAnswer { get; } = Closing((_, _) => Task.CompletedTask);

    /// <summary>Promises 1,000 bytes, sends 10 and closes.</summary>
    public static Behaviour CloseInBody { get; } = Cut("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789");

    /// <summary>Promises 1,000 bytes, sends 10 and then nothing, without closing.</summary>
    public static Behaviour HangInBody { get; } = new(async (connection, token) =>
    {
        await WriteAsync(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789", token);
        return await WaitAsync(connection, token);
    });

    /// <summary>Sends a valid answer of 10,000 bytes, a byte each 50 ms.</summary>
    public static Behaviour Drip { get; } = Closing(async (connection, token) =>
    {
        var answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + new string('x', 10_000));
        foreach (var one in answer)
        {
            await connection.WriteAsync(new[] { one }, token);
            await Task.Delay(50, token);
        }
    });

    /// <summary>Sends headers as fast as they are taken, and never a body.</summary>
    public static Behaviour EndlessHeaders { get; } = Repeat("HTTP/1.1 200 OK\r\n", "X-More: " + new string('x', 1000) + "\r\n");

    /// <summary>Sends a short header each 50 ms, and never a body.</summary>
    public static Behaviour SlowEndlessHeaders { get; } = Repeat("HTTP/1.1 200 OK\r\n", "X-More: x\r\n", TimeSpan.FromMilliseconds(50));

    /// <summary>Answers with something that is not HTTP.</summary>
    public static Behaviour Garbage { get; } = Cut("220 mail.example.com ESMTP ready\r\n\r\n");

    /// <summary>Greets as a mail server does, whatever the client says.</summary>
    public static Behaviour GarbageOnAccept { get; } = Closing(
        (connection, token) => WriteAsync(connection, "220 mail.example.com ESMTP ready\r\n\r\n", token), beforeRequest: true);

    /// <summary>An answer with that status and a short body. The connection stays open for the next request.</summary>
    public static Behaviour Status(int status) => Raw($"HTTP/1.1 {status} Whatever\r\nContent-Length: 2\r\n\r\nok");

    /// <summary>A redirect. The connection stays open for the next request.</summary>
    public static Behaviour Redirect(string location, int status = 302) => Raw($"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

    /// <summary>200 with a body of that many bytes.</summary>
    public static Behaviour Body(long bytes) => new(async (connection, token) =>
    {
        await WriteAsync(connection, $"HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n", token);
        var chunk = new byte[64 * 1024];
        for (var left = Math.Min(bytes, MaxBytes); left > 0; left -= chunk.Length) await connection.WriteAsync(chunk.AsMemory(0, (int)Math.Min(left, chunk.Length)), token);
        return true;
    });

    /// <summary>Exactly these bytes. The connection stays open for the next request.</summary>
    public static Behaviour Raw(string answer) => Raw(answer, []);

    /// <summary>Exactly these bytes. The connection stays open for the next request.</summary>
    public static Behaviour Raw(string head, byte[] body) => new(async (connection, token) =>
    {
        await WriteAsync(connection, head, token);
        await connection.WriteAsync(body, token);
        return true;
    });

    /// <summary>200 with these bytes as the body, said to be encoded so (<c>gzip</c>).</summary>
    public static Behaviour Encoded(string encoding, byte[] body) =>
        Raw($"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n", body);

    /// <summary>Exactly these bytes, and closes.</summary>
    public static Behaviour Cut(string answer) => Closing((connection, token) => WriteAsync(connection, answer, token));

    /// <summary>Exactly these bytes, and resets the connection. Not for TLS.</summary>
    public static Behaviour ResetAfter(string answer) => Closing(async (connection, token) =>
    {
        await WriteAsync(connection, answer, token);
        Reset(connection);
    });

    /// <summary>A beginning, and then a piece again and again for as long as it is taken, with a pause before each.</summary>
    public static Behaviour Repeat(string beginning, byte[] piece, TimeSpan pause = default) => Closing(async (connection, token) =>
    {
        await WriteAsync(connection, beginning, token);
        for (var sent = 0; sent < MaxBytes; sent += piece.Length)
        {
            if (pause > TimeSpan.Zero) await Task.Delay(pause, token);
            await connection.WriteAsync(piece, token);
        }
    });

    /// <inheritdoc cref="Repeat(string, byte[], TimeSpan)"/>
    public static Behaviour Repeat(string beginning, string piece, TimeSpan pause = default) => Repeat(beginning, Encoding.UTF8.GetBytes(piece), pause);

    /// <summary>Exactly these bytes at once when a client connects, and waits.</summary>
    public static Behaviour Greet(string greeting) => new(async (connection, token) =>
    {
        await WriteAsync(connection, greeting, token);
        return await WaitAsync(connection, token);
    })
    { BeforeRequest = true };

    /// <summary>Waits, then goes on as another behaviour does.</summary>
    public static Behaviour After(TimeSpan delay, Behaviour then) => new(async (connection, token) =>
    {
        await Task.Delay(delay, token);
        return await then._act(connection, token);
    });

    /// <summary>Waits for the task, then goes on as another behaviour does.</summary>
    public static Behaviour After(Task gate, Behaviour then) => new(async (connection, token) =>
    {
        await gate.WaitAsync(token);
        return await then._act(connection, token);
    });

    /// <summary>One behaviour for so many requests, then another. Both act on requests, or both on bare connections.</summary>
    public static Behaviour First(int times, Behaviour first, Behaviour then)
    {
        var left = times;
        return new Behaviour((connection, token) => (Interlocked.Decrement(ref left) >= 0 ? first : then)._act(connection, token)) { BeforeRequest = first.BeforeRequest };
    }

    /// <summary>True when the connection is good for another request.</summary>
    internal Task<bool> ActAsync(Stream connection, CancellationToken cancellationToken) => _act(connection, cancellationToken);

    private static Behaviour Closing(Func<Stream, CancellationToken, Task> act, bool beforeRequest = false) => new(async (connection, token) =>
    {
        await act(connection, token);
        return false;
    })
    { BeforeRequest = beforeRequest };

    // Not the stream, which would say FIN first.
    private static void Reset(Stream connection) => ((NetworkStream)connection).Socket.Close(0);

    private static async Task<bool> WaitAsync(Stream connection, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return false;
    }

    private static Task WriteAsync(Stream connection, string text, CancellationToken cancellationToken) =>
        connection.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}
