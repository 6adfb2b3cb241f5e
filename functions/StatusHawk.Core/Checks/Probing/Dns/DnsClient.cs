using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>Asks one name server one question: over UDP, and over TCP when the answer does not fit (RFC 1035 §4.2, RFC 7766).</summary>
internal sealed class DnsClient(TimeProvider time)
{
    // Twice what is asked for and more: a server that ignores the size is not to be cut off.
    private const int UdpBuffer = 4096;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    /// <summary>
    /// The server's answer. Without one it asks again after 1 s, then 2 s, then every 4 s, until it is cancelled: the caller's token is the timeout.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled before an answer came.</exception>
    /// <exception cref="SocketException">The server cannot be reached, or nothing listens there.</exception>
    /// <exception cref="DnsProtocolException">What came over TCP was no answer to the question.</exception>
    /// <exception cref="ArgumentException">The name cannot be asked for; see <see cref="DnsName.TryNormalize"/>.</exception>
    public async Task<DnsResponse> AskAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellationToken)
    {
        var response = await AskOverUdpAsync(server, name, type, cancellationToken);
        return response.Truncated ? await AskOverTcpAsync(server, name, type, cancellationToken) : response;
    }

    private async Task<DnsResponse> AskOverUdpAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellationToken)
    {
        var (id, query) = Query(name, type);

        // Connected, so that the kernel drops what others send and tells when nothing listens. Its own random port and the id are what a forger must guess
        // (RFC 5452 §9.2).
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(query, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(socket, id, name, type, over.Token);
        try
        {
            for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
            {
                if (await Task.WhenAny(receiving, Task.Delay(wait, time, over.Token)) == receiving) return await receiving;
                cancellationToken.ThrowIfCancellationRequested();

                // The same id: a late answer to an earlier copy is as good.
                await socket.SendAsync(query, cancellationToken);
            }
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<DnsResponse> ReceiveAsync(Socket socket, ushort id, string name, DnsType type, CancellationToken cancellationToken)
    {
        var buffer = new byte[UdpBuffer];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);

            // One that does not match may be a forger's guess: the true answer may still come.
            if (DnsMessage.Parse(buffer.AsSpan(0, length), id, name, type) is { } response) return response;
        }
    }

    private static async Task<DnsResponse> AskOverTcpAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellationToken)
    {
        var (id, query) = Query(name, type);
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);

        // Length and question in one segment: some servers read no more than the first (RFC 7766 §8).
        var framed = new byte[2 + query.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
        query.CopyTo(framed.AsSpan(2));
        for (var sent = 0; sent < framed.Length;) sent += await socket.SendAsync(framed.AsMemory(sent), cancellationToken);

        var length = BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(socket, 2, cancellationToken));
        var message = await ReadAsync(socket, length, cancellationToken);
        return DnsMessage.Parse(message, id, name, type) ?? throw new DnsProtocolException($"{server} answered over TCP, but not this question in DNS.");
    }

    /// <param name="count">0 to 65,535: what two bytes of length can announce.</param>
    private static async Task<byte[]> ReadAsync(Socket socket, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await socket.ReceiveAsync(bytes.AsMemory(read), cancellationToken);
            if (more == 0) throw new DnsProtocolException($"{socket.RemoteEndPoint} closed the connection before its answer was complete.");
            read += more;
        }

        return bytes;
    }

    private static (ushort Id, byte[] Query) Query(string name, DnsType type)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        return DnsMessage.TryQuery(id, name, type, out var query) ? (id, query) : throw new ArgumentException("The name cannot be asked for.", nameof(name));
    }
}
