using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StatusHawk.Bench.Pipeline;

/// <summary>
/// A target on many loopback addresses, as if each were a host of its own, so that a probe's bound for one host is met as in real life. It notes when each check
/// arrived, answers <c>200</c> with <c>Connection: close</c>, and does nothing else.
/// </summary>
public sealed class ManyHosts : IDisposable
{
    private const int MonitorsOfOneHost = 4;
    private const int Backlog = 512;
    private const int MostBytesOfRequest = 4_096;
    private static readonly byte[] Answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray();
    private readonly List<Socket> _listeners = [];
    private readonly Lock _gate = new();
    private readonly (string Name, byte[] Bytes)[] _regions;
    private List<Arrival> _arrivals = [];

    /// <param name="monitors">How many monitors there will be, numbered from 0; at most 100,000.</param>
    /// <param name="port">The port, the same on each address.</param>
    /// <param name="regions">Where checks come from.</param>
    public ManyHosts(int monitors, int port, IEnumerable<string> regions)
    {
        Port = port;
        _regions = [.. regions.Select(region => (region, Encoding.ASCII.GetBytes(region + ";")))];
        for (var host = 0; host * MonitorsOfOneHost < monitors; host++)
        {
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _listeners.Add(listener);
            listener.Bind(new IPEndPoint(AddressOf(host), port));
            listener.Listen(Backlog);
            _ = AcceptAsync(listener);
        }
    }

    public int Port { get; }

    /// <summary>What a monitor asks for: its number is the path.</summary>
    public string Url(int monitor) => $"http://{AddressOf(monitor / MonitorsOfOneHost)}:{Port}/{monitor}";

    /// <summary>The checks that arrived since this was last asked, in no order.</summary>
    public IReadOnlyList<Arrival> Take()
    {
        lock (_gate)
        {
            var taken = _arrivals;
            _arrivals = new(taken.Count);
            return taken;
        }
    }

    public void Dispose()
    {
        foreach (var listener in _listeners) listener.Dispose();
    }

    // From 127.0.1.1 on, 250 in each 127.0.x.
    private static IPAddress AddressOf(int host) => new([127, 0, (byte)(1 + (host / 250)), (byte)(1 + (host % 250))]);

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                _ = ServeAsync(socket, DateTimeOffset.UtcNow);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(Socket socket, DateTimeOffset at)
    {
        using (socket)
        {
            try
            {
                var (buffer, length) = (new byte[MostBytesOfRequest], 0);
                while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                {
                    var read = length < buffer.Length ? await socket.ReceiveAsync(buffer.AsMemory(length)) : 0;
                    if (read == 0) return;
                    length += read;
                }

                Note(buffer.AsSpan(0, length), at);
                await socket.SendAsync(Answer);
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The client has gone; its own log says why.
            }
        }
    }

    /// <summary>What <c>HttpRequestHeaders.UserAgent</c> says; empty when it does not.</summary>
    private string RegionOf(ReadOnlySpan<byte> request)
    {
        var at = request.IndexOf("(region "u8);
        if (at < 0) return "";
        var rest = request[(at + "(region ".Length)..];
        foreach (var (name, bytes) in _regions)
        {
            if (rest.StartsWith(bytes)) return name;
        }

        return "";
    }

    private void Note(ReadOnlySpan<byte> request, DateTimeOffset at)
    {
        var path = request[(request.IndexOf((byte)'/') + 1)..];
        if (!int.TryParse(path[..path.IndexOf((byte)' ')], CultureInfo.InvariantCulture, out var monitor)) return;
        lock (_gate) _arrivals.Add(new(monitor, RegionOf(request), at));
    }
}

/// <summary>A check reached the target.</summary>
/// <param name="Monitor">The monitor's number.</param>
/// <param name="Region">From where it came.</param>
/// <param name="At">When its connection was accepted.</param>
public readonly record struct Arrival(int Monitor, string Region, DateTimeOffset At);
