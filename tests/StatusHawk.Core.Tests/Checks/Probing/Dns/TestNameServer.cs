using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

/// <summary>
/// A name server on loopback, over UDP and TCP at one port, that answers from a table and misbehaves on demand. A name that is not in the table does not exist;
/// one that is has no records of other types. Aliases are followed within the table, as a recursive server does it. Bounded: so many connections, so many
/// questions remembered.
/// <code>
/// await using var dns = TestNameServer.Start();
/// dns.Answer("www.example.com", DnsType.A, "127.0.0.1");
/// dns.Silent("slow.example.com");
/// </code>
/// </summary>
internal sealed class TestNameServer : IAsyncDisposable
{
    private const int MaxConnections = 64;
    private const int MaxAsked = 10_000;
    private const int MaxAliases = 20;

    private readonly Socket _udp;
    private readonly Socket _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Question> _asked = new();
    private readonly ConcurrentDictionary<string, Entry> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly Task[] _listening;
    private int _open;

    private TestNameServer(Socket udp, Socket tcp)
    {
        (_udp, _tcp) = (udp, tcp);
        _listening = [ReceiveAsync(), AcceptAsync()];
    }

    /// <summary>A question that came.</summary>
    /// <param name="Name">As it was asked.</param>
    public sealed record Question(string Name, DnsType Type, bool Tcp, int Port);

    /// <summary>Where it listens, over UDP and TCP.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_udp.LocalEndPoint!;

    /// <summary>The questions so far, in order.</summary>
    public IReadOnlyList<Question> Asked => [.. _asked];

    /// <param name="address">A loopback address; <c>127.0.0.1</c> when null.</param>
    public static TestNameServer Start(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        for (var attempt = 1; ; attempt++)
        {
            var udp = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(address, 0));
                tcp.Bind(udp.LocalEndPoint!);
                tcp.Listen();
                return new TestNameServer(udp, tcp);
            }
            catch (SocketException) when (attempt < 20)
            {
                // The port that UDP was given may be in use by TCP.
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    /// <summary>A place on <c>127.0.0.1</c> where nothing listens.</summary>
    public static IPEndPoint Closed()
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)udp.LocalEndPoint!;
    }

    /// <summary>The name has these records, written as in <see cref="DnsRecord.Data"/>; they replace others of the type, and none says that it has none.</summary>
    public TestNameServer Answer(string name, DnsType type, params string[] data) => Answer(name, type, ttl: 300, data);

    /// <param name="ttl">In seconds.</param>
    /// <inheritdoc cref="Answer(string, DnsType, string[])"/>
    public TestNameServer Answer(string name, DnsType type, int ttl, params string[] data)
    {
        Of(name).Records[type] = [.. data.Select(one => new TestWire.Record(name, type, (uint)ttl, TestWire.Data(type, one)))];
        return this;
    }

    /// <summary>The name is answered with this, and without records: for the one type, or for any.</summary>
    public TestNameServer Rcode(string name, DnsRcode rcode, DnsType? type = null) => With(name, entry => entry.Add(new Quirk(rcode, type, int.MaxValue)));

    /// <summary>So many of the first questions are answered with this, and the others from the table.</summary>
    public TestNameServer RcodeFirst(string name, int questions, DnsRcode rcode, DnsType? type = null) => With(name, entry => entry.Add(new Quirk(rcode, type, questions)));

    /// <summary>Nothing is answered: of the one type, or of any.</summary>
    public TestNameServer Silent(string name, DnsType? type = null) => With(name, entry => entry.Add(new Quirk(null, type, int.MaxValue)));

    /// <summary>So many of the first questions get lost: of the one type, or of any.</summary>
    public TestNameServer Loses(string name, int questions, DnsType? type = null) => With(name, entry => entry.Add(new Quirk(null, type, questions)));

    /// <summary>Answers come after this time.</summary>
    public TestNameServer Delayed(string name, TimeSpan by) => With(name, entry => entry.Delay = by);

    /// <summary>Over UDP it says that there is more, and gives nothing; over TCP it gives all.</summary>
    public TestNameServer Truncated(string name) => With(name, entry => entry.Truncated = true);

    /// <summary>What comes is not DNS, over UDP and TCP.</summary>
    public TestNameServer Garbage(string name) => With(name, entry => entry.Garbage = true);

    /// <summary>Over TCP it takes the question and says nothing.</summary>
    public TestNameServer SilentOverTcp(string name) => With(name, entry => entry.SilentOverTcp = true);

    /// <summary>Over TCP it closes in the middle of the answer.</summary>
    public TestNameServer CutOverTcp(string name) => With(name, entry => entry.Cut = true);

    /// <summary>Before the true answer comes one with another id, and one to another question; both say that the name does not exist.</summary>
    public TestNameServer WrongFirst(string name) => With(name, entry => entry.WrongFirst = true);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_listening);
        _udp.Dispose();
        _tcp.Dispose();
        await Task.WhenAll(_serving.Keys);
        _stop.Dispose();
    }

    private Entry Of(string name) => _names.GetOrAdd(name.TrimEnd('.'), _ => new Entry());

    private TestNameServer With(string name, Action<Entry> change)
    {
        change(Of(name));
        return this;
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(_udp.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0), _stop.Token);
                var query = buffer.AsSpan(0, received.ReceivedBytes).ToArray();
                Track(AnswerUdpAsync(query, received.RemoteEndPoint));
            }
            catch (SocketException)
            {
                // An asker that left: its port is closed by now.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnswerUdpAsync(byte[] query, EndPoint asker)
    {
        try
        {
            if (Remember(query, tcp: false, asker) is not { } question || Respond(query, question, out var entry) is not { } response) return;
            if (entry.Delay > TimeSpan.Zero) await Task.Delay(entry.Delay, _stop.Token);
            if (entry.WrongFirst)
            {
                await _udp.SendToAsync(TestWire.Response(query, DnsRcode.NxDomain.Value, [], idXor: 1), asker, _stop.Token);
                await _udp.SendToAsync(TestWire.Response(TestWire.Query(TestWire.Id(query), "other.example", question.Type), DnsRcode.NxDomain.Value, []), asker, _stop.Token);
            }

            await _udp.SendToAsync(entry.Truncated ? TestWire.Response(query, 0, [], truncated: true) : response, asker, _stop.Token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The asker left, or the test ended.
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var socket = await _tcp.AcceptAsync(_stop.Token);
                Track(ServeTcpAsync(socket));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeTcpAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            if (Interlocked.Increment(ref _open) > MaxConnections) return;
            var length = new byte[2];
            await stream.ReadExactlyAsync(length, _stop.Token);
            var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(query, _stop.Token);
            if (Remember(query, tcp: true, socket.RemoteEndPoint!) is not { } question) return;
            if (Respond(query, question, out var entry) is not { } response)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
                return;
            }

            if (entry.Delay > TimeSpan.Zero) await Task.Delay(entry.Delay, _stop.Token);
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)response.Length);
            await stream.WriteAsync(length, _stop.Token);

            // In two pieces, so that whoever takes one read for the whole is found out.
            await stream.WriteAsync(response.AsMemory(0, response.Length / 2), _stop.Token);
            await stream.FlushAsync(_stop.Token);
            if (!entry.Cut) await stream.WriteAsync(response.AsMemory(response.Length / 2), _stop.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // The asker left, or the test ended.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private Question? Remember(byte[] query, bool tcp, EndPoint asker)
    {
        if (TestWire.Question(query) is not var (name, type)) return null;
        var question = new Question(name, type, tcp, ((IPEndPoint)asker).Port);
        _asked.Enqueue(question);
        while (_asked.Count > MaxAsked) _asked.TryDequeue(out _);
        return question;
    }

    /// <summary>Null for no answer.</summary>
    private byte[]? Respond(byte[] query, Question question, out Entry entry)
    {
        entry = _names.GetValueOrDefault(question.Name) ?? new Entry().Add(new Quirk(DnsRcode.NxDomain, null, int.MaxValue));
        if (question.Tcp && entry.SilentOverTcp) return null;
        if (entry.Garbage) return [.. "HTTP/1.1 400 Bad Request\r\n\r\n"u8];
        if (entry.QuirkOf(question.Type) is { } quirk) return quirk.Rcode is { } rcode ? TestWire.Response(query, rcode.Value, []) : null;

        var records = new List<TestWire.Record>();
        var at = entry;
        for (var i = 0; i < MaxAliases; i++)
        {
            if (at.Records.TryGetValue(question.Type, out var found))
            {
                records.AddRange(found);
                break;
            }

            if (!at.Records.TryGetValue(DnsType.CNAME, out var aliases) || aliases.Length == 0) break;
            records.AddRange(aliases);
            at = _names.GetValueOrDefault(TestWire.NameOf(aliases[0].Data)) ?? new Entry();
        }

        return TestWire.Response(query, 0, records);
    }

    private void Track(Task serving)
    {
        _serving[serving] = true;
        _ = serving.ContinueWith(done => _serving.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <param name="Rcode">What is answered; null for nothing.</param>
    /// <param name="Type">For which type; null for any.</param>
    /// <param name="Questions">For how many questions.</param>
    private sealed record Quirk(DnsRcode? Rcode, DnsType? Type, int Questions);

    private sealed class Entry
    {
        private readonly List<(Quirk Quirk, int Left)> _quirks = [];

        public ConcurrentDictionary<DnsType, TestWire.Record[]> Records { get; } = new();

        public TimeSpan Delay { get; set; }

        public bool Truncated { get; set; }

        public bool Garbage { get; set; }

        public bool SilentOverTcp { get; set; }

        public bool Cut { get; set; }

        public bool WrongFirst { get; set; }

        public Entry Add(Quirk quirk)
        {
            lock (_quirks) _quirks.Add((quirk, quirk.Questions));
            return this;
        }

        /// <summary>The first one that is for the type and not used up; it is used once more.</summary>
        public Quirk? QuirkOf(DnsType type)
        {
            lock (_quirks)
            {
                var at = _quirks.FindIndex(one => one.Left > 0 && (one.Quirk.Type ?? type) == type);
                if (at < 0) return null;
                var (quirk, left) = _quirks[at];
                _quirks[at] = (quirk, left - 1);
                return quirk;
            }
        }
    }
}
