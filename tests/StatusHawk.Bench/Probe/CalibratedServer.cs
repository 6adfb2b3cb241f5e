using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StatusHawk.Bench.Probe;

/// <summary>Milliseconds of each phase, as delays to make or as the server saw them.</summary>
public sealed record Phases(double Tls, double FirstByte, double Transfer);

/// <summary>
/// An HTTPS server that lets its clients wait for known times, and notes how long each phase really was. Every connection has a thread of its own: where
/// connections share threads, each waits for others too, and nobody knows how long.
/// </summary>
public sealed class CalibratedServer : IDisposable
{
    private const int StackBytes = 256 * 1024;
    private static readonly byte[] Header = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\nConnection: close\r\n\r\n"u8.ToArray();
    private static readonly byte[] Body = Encoding.ASCII.GetBytes(new string('x', 100));
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly SslServerAuthenticationOptions _tls;
    private int _connections;
    private int _most;

    public CalibratedServer(TestAuthority authority)
    {
        using var pem = X509Certificate2.CreateFromPemFile(authority.CertificateFile, authority.KeyFile);
        _tls = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), null), null, offline: true),
            EnabledSslProtocols = SslProtocols.Tls13,
            AllowTlsResume = false,
        };
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4_096);
        OnThread(Accept);
    }

    /// <summary>A check's number is the URL's path.</summary>
    public string Url => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/{ClientOrder.Number}";

    /// <summary>How long clients wait: for the answer to their ClientHello, for the header, and then for the body.</summary>
    public Phases Delays { get; set; } = new(0, 0, 0);

    /// <summary>The most connections at once since <see cref="Forget"/>.</summary>
    public int Most => _most;

    /// <summary>What it saw, by the check's number.</summary>
    public ConcurrentDictionary<int, Phases> Seen { get; } = [];

    public void Forget()
    {
        Seen.Clear();
        _most = 0;
    }

    public void Dispose() => _listener.Dispose();

    private static void OnThread(Action run) => new Thread(() => run(), StackBytes) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                var accepted = Stopwatch.GetTimestamp();
                OnThread(() => Serve(socket, accepted));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private void Serve(Socket socket, long accepted)
    {
        var now = Interlocked.Increment(ref _connections);
        for (var most = _most; now > most; most = _most) Interlocked.CompareExchange(ref _most, now, most);
        try
        {
            socket.NoDelay = true;
            using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            Wait(Delays.Tls);
            tls.AuthenticateAsServer(_tls);
            var shook = Stopwatch.GetElapsedTime(accepted);
            var number = ReadNumber(tls);
            var asked = Stopwatch.GetElapsedTime(accepted);
            Wait(Delays.FirstByte);
            tls.Write(Header);
            var begun = Stopwatch.GetElapsedTime(accepted);
            Wait(Delays.Transfer);
            tls.Write(Body);
            var ended = Stopwatch.GetElapsedTime(accepted);
            Seen[number] = new(shook.TotalMilliseconds, (begun - asked).TotalMilliseconds, (ended - begun).TotalMilliseconds);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            // The client says what went wrong, and its check counts as failed.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private static void Wait(double milliseconds) => Thread.Sleep(TimeSpan.FromMilliseconds(milliseconds));

    private static int ReadNumber(SslStream tls)
    {
        var (buffer, length) = (new byte[8_192], 0);
        while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = tls.Read(buffer, length, buffer.Length - length);
            if (read == 0) throw new IOException("The request ended early.");
            length += read;
        }

        return int.Parse(Encoding.ASCII.GetString(buffer, 0, length).Split(' ')[1].AsSpan(1), CultureInfo.InvariantCulture);
    }
}
