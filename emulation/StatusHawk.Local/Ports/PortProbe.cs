using System.Net;
using System.Net.Sockets;

namespace StatusHawk.Local.Ports;

/// <summary>Whether a port can be listened on.</summary>
internal static class PortProbe
{
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
