using System.Net;
using System.Net.Sockets;

namespace StatusHawk.Emulation.Tests.Functions;

/// <summary>Passes connections of one port on to another, so that a server can seem to come and go.</summary>
internal sealed class LoopbackRelay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public LoopbackRelay(int from, int to)
    {
        _listener = new TcpListener(IPAddress.Loopback, from);
        _listener.Start();
        _accepting = AcceptAsync(to);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync(int to)
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token), to));
        }
        catch (OperationCanceledException)
        {
            // One that was still connecting is stopped, too.
            await Task.WhenAll(relays).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RelayAsync(TcpClient caller, int to)
    {
        using (caller)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, to, _stop.Token);
            var copies = new[]
            {
                caller.GetStream().CopyToAsync(server.GetStream(), _stop.Token),
                server.GetStream().CopyToAsync(caller.GetStream(), _stop.Token),
            };
            await Task.WhenAny(copies);
            caller.Close();
            server.Close();
            await Task.WhenAll(copies).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
