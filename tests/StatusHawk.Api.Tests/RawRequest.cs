using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace StatusHawk.Api.Tests;

/// <summary>A request without a client's help: it goes on writing, and still sees an answer that comes before it is done.</summary>
internal static class RawRequest
{
    public static async Task<string> PostAsync(Uri origin, string path, string key, byte[] body, bool chunked)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(origin.Host, origin.Port);
        await using var stream = socket.GetStream();
        var length = chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {body.Length}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {origin.Authority}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n{length}\r\n\r\n"));
        var answer = ReadAsync(stream);
        await WriteAsync(stream, body, chunked);
        return await answer.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] body, bool chunked)
    {
        try
        {
            for (var at = 0; at < body.Length; at += 65536)
            {
                var piece = body.AsMemory(at, Math.Min(65536, body.Length - at));
                if (chunked) await stream.WriteAsync(Encoding.ASCII.GetBytes(piece.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
                await stream.WriteAsync(piece);
                if (chunked) await stream.WriteAsync("\r\n"u8.ToArray());
            }

            if (chunked) await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        }
        catch (IOException)
        {
            // The server has heard enough; its answer is what counts.
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (!text.ToString().Contains('}') && await stream.ReadAsync(buffer) is var read and > 0) text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException) when (text.Length > 0)
        {
            // Closed after the answer.
        }

        return text.ToString();
    }
}
