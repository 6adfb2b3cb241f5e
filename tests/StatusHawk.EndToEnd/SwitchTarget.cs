using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StatusHawk.EndToEnd;

/// <summary>A site on a port of its own that answers, refuses connections, or hangs, as a test wants.</summary>
/// <param name="port">Reserved by the test: while the site refuses, nobody else may listen there.</param>
public sealed class SwitchTarget(int port) : IAsyncDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    private readonly Lock _gate = new();
    private readonly List<Socket> _held = [];
    private Socket? _listener;
    private volatile bool _hangs;
    private int _requests;

    public string Url => $"http://127.0.0.1:{port}/";

    /// <summary>Connections taken so far.</summary>
    public int Requests => _requests;

    public static SwitchTarget Start(int port)
    {
        var target = new SwitchTarget(port);
        target.Serve();
        return target;
    }

    /// <summary>Answers again.</summary>
    public void Serve()
    {
        lock (_gate)
        {
            _hangs = false;
            Release();
            if (_listener is not null) return;
            var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(64);
            _listener = listener;
            _ = AcceptAsync(listener);
        }
    }

    /// <summary>Nothing listens any more.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    /// <summary>Takes connections and never answers.</summary>
    public void Hang() => _hangs = true;

    public ValueTask DisposeAsync()
    {
        Refuse();
        lock (_gate) Release();
        return ValueTask.CompletedTask;
    }

    private void Release()
    {
        foreach (var socket in _held) socket.Dispose();
        _held.Clear();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await listener.AcceptAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }

            Interlocked.Increment(ref _requests);
            _ = ServeAsync(connection);
        }
    }

    private async Task ServeAsync(Socket connection)
    {
        if (_hangs)
        {
            lock (_gate) _held.Add(connection);
            return;
        }

        using (connection)
        {
            try
            {
                await connection.ReceiveAsync(new byte[4096]);
                await connection.SendAsync(Answer);
                connection.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
                // The prober has gone; that is its affair.
            }
        }
    }
}
