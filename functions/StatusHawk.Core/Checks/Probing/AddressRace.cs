using System.Net;
using System.Net.Sockets;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Connects to the first of several addresses that answers. Each has a head start before the next is tried beside it, as a browser does it, so that one dead
/// address among many does not make a target look down that everyone reaches.
/// </summary>
internal static class AddressRace
{
    private static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <exception cref="ProbeFailedException">No address could be connected to.</exception>
    public static async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, Trace trace, TimeProvider time, CancellationToken cancellationToken)
    {
        trace.Address = addresses[0].ToString();
        if (addresses.Count == 1) return await ConnectAsync(addresses[0], port, cancellationToken);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<(IPAddress Address, Task<Socket> Connecting)>();
        (IPAddress Address, ProbeFailedException Failure)? told = null;
        try
        {
            for (var next = 0; next < addresses.Count || running.Count > 0;)
            {
                if (next < addresses.Count)
                {
                    running.Add((addresses[next], ConnectAsync(addresses[next], port, over.Token)));
                    next++;
                }

                var any = Task.WhenAny(running.Select(one => one.Connecting));
                if (next < addresses.Count) await Task.WhenAny(any, Task.Delay(HeadStart, time, over.Token));
                else await any;

                foreach (var one in running.Where(one => one.Connecting.IsCompleted).ToList())
                {
                    running.Remove(one);
                    try
                    {
                        var socket = await one.Connecting;
                        trace.Address = one.Address.ToString();
                        return socket;
                    }
                    catch (ProbeFailedException failure)
                    {
                        // What the target did is better evidence than what this side lacks (IPv6, say).
                        if (told is null || told.Value.Failure.Diagnosis.Outcome == Outcome.Inconclusive) told = (one.Address, failure);
                    }
                }
            }

            trace.Address = told!.Value.Address.ToString();
            throw new ProbeFailedException(told.Value.Failure.Diagnosis);
        }
        finally
        {
            await over.CancelAsync();
            foreach (var (_, connecting) in running) _ = DiscardAsync(connecting);
        }
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var target = new IPEndPoint(address, port);
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(target, cancellationToken);
            return socket;
        }
        catch (Exception e)
        {
            socket?.Dispose();
            if (e is not SocketException failure) throw;
            throw new ProbeFailedException(Diagnosis.OfConnecting(target, failure.SocketErrorCode));
        }
    }

    /// <summary>One that connects although the race is over must not stay open.</summary>
    private static async Task DiscardAsync(Task<Socket> connecting)
    {
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (connecting.IsCompletedSuccessfully) (await connecting).Dispose();
    }
}
