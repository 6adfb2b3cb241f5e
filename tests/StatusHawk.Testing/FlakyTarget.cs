using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StatusHawk.Testing;

/// <summary>
/// A target on loopback that misbehaves on demand. Bounded: so many connections at once, so long a request, and no behaviour sends without end.
/// <code>
/// await using var target = FlakyTarget.Start();
/// target.Behave(Behaviour.Hang);
/// </code>
/// </summary>
public sealed class FlakyTarget : IAsyncDisposable
{
    private const int MaxConnections = 512;
    private const int MaxRequestBytes = 64 * 1024;

    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly SslProtocols _protocols;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Behaviour> _byPath = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _serverNames = new();
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly Task _accepting;
    private volatile Behaviour _behaviour = Behaviour.Ok;
    private int _connections;
    private int _open;
    private int _answering;
    private int _peakAnswering;

    private FlakyTarget(IPAddress address, X509Certificate2? certificate, SslProtocols protocols)
    {
        _certificate = certificate;
        _protocols = protocols;
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>By address, <c>https</c> when it has a certificate, without a path.</summary>
    public Uri Url => At("");

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Connections open now.</summary>
    public int OpenConnections => Volatile.Read(ref _open);

    /// <summary>Requests being answered now.</summary>
    public int Answering => Volatile.Read(ref _answering);

    /// <summary>The most requests that it was answering at once.</summary>
    public int PeakAnswering => Volatile.Read(ref _peakAnswering);

    /// <summary>The requests read so far, in order: request line, headers and body as they came.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The server names of the TLS handshakes so far (SNI), in order; empty for none.</summary>
    public IReadOnlyList<string> ServerNames => [.. _serverNames];

    /// <param name="certificate">Speaks TLS with it; null for plain HTTP.</param>
    /// <param name="address">A loopback address; <c>127.0.0.1</c> when null.</param>
    /// <param name="protocols">The versions of TLS that it speaks; the system's when none.</param>
    public static FlakyTarget Start(X509Certificate2? certificate = null, IPAddress? address = null, SslProtocols protocols = SslProtocols.None) =>
        new(address ?? IPAddress.Loopback, certificate, protocols);

    /// <summary>A port of <c>127.0.0.1</c> that nothing listens at.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The URL of a path (<c>/a</c>) of it, by another host name if one is given.</summary>
    public Uri At(string path, string? host = null) =>
        new($"{(_certificate is null ? "http" : "https")}://{(host is null ? _listener.LocalEndpoint : $"{host}:{Port}")}{path}");

    /// <summary>What it does from now on, wherever no path has a behaviour of its own.</summary>
    public void Behave(Behaviour behaviour) => _behaviour = behaviour;

    /// <summary>What it does with requests for one path (<c>/a</c>).</summary>
    public void Behave(string path, Behaviour behaviour) => _byPath[path] = behaviour;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_serving.Keys);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            Interlocked.Increment(ref _connections);
            var serving = ServeAsync(socket);
            _serving[serving] = true;
            _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        var open = Interlocked.Increment(ref _open);
        try
        {
            await using Stream connection = new NetworkStream(socket, ownsSocket: true);
            if (open > MaxConnections) return;
            if (_behaviour is { BeforeRequest: true } early)
            {
                await early.ActAsync(connection, _stop.Token);
                return;
            }

            await using var stream = await SecureAsync(connection);
            while (await ReadRequestAsync(stream) is { } request)
            {
                _requests.Enqueue(request);
                if (!await AnswerAsync(stream, request)) return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // The client left, or the test ended: all the same to a target.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<Stream> SecureAsync(Stream connection)
    {
        if (_certificate is null) return connection;
        var tls = new SslStream(connection);
        var options = new SslServerAuthenticationOptions { ServerCertificate = _certificate, EnabledSslProtocols = _protocols };
        try
        {
            await tls.AuthenticateAsServerAsync(options, _stop.Token);
        }
        finally
        {
            _serverNames.Enqueue(tls.TargetHostName);
        }

        return tls;
    }

    private async Task<bool> AnswerAsync(Stream stream, string request)
    {
        var now = Interlocked.Increment(ref _answering);
        for (var peak = PeakAnswering; now > peak; peak = PeakAnswering) Interlocked.CompareExchange(ref _peakAnswering, now, peak);
        try
        {
            var path = request.Split(' ', 3).ElementAtOrDefault(1) ?? "";
            return await _byPath.GetValueOrDefault(path, _behaviour).ActAsync(stream, _stop.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _answering);
        }
    }

    private async Task<string?> ReadRequestAsync(Stream stream)
    {
        var request = new StringBuilder();
        var one = new byte[1];
        while (request.Length < MaxRequestBytes && await stream.ReadAsync(one, _stop.Token) == 1)
        {
            request.Append((char)one[0]);
            if (one[0] == '\n' && request.Length >= 4 && request.ToString(request.Length - 4, 4) == "\r\n\r\n") return request + await ReadBodyAsync(stream, request.ToString());
        }

        return null;
    }

    private async Task<string> ReadBodyAsync(Stream stream, string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return "";
        var length = head.AsSpan(at + Name.Length);
        var body = new byte[Math.Min(int.Parse(length[..length.IndexOf('\r')], CultureInfo.InvariantCulture), MaxRequestBytes)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return Encoding.UTF8.GetString(body);
    }
}
