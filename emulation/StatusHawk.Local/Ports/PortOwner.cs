using System.Globalization;
using StatusHawk.Local.Processes;

namespace StatusHawk.Local.Ports;

/// <summary>Finds out who listens on a port, where the system tells it.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";

    /// <summary>For people: <c>process 4711: nginx …</c>. Null when it cannot be found out.</summary>
    public static string? Describe(int port)
    {
        var sockets = new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(file => Inodes(file, port)).ToHashSet();
        if (sockets.Count == 0) return null;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) || !Holds(folder, sockets)) continue;
            var command = ProcessIdentity.CommandLineOf(pid) ?? "";
            return $"process {pid}: {(command.Length > 120 ? command[..120] + "…" : command)}";
        }

        return null;
    }

    // Columns: number, local address:port (hexadecimal), remote, state, … and the socket's inode as the tenth.
    private static IEnumerable<string> Inodes(string file, int port) =>
        from line in File.ReadLines(file).Skip(1)
        let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where fields.Length > 9 && fields[3] == Listening
        where int.Parse(fields[1].AsSpan(fields[1].IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port
        select $"socket:[{fields[9]}]";

    private static bool Holds(string processFolder, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(processFolder, "fd")).Any(fd => new FileInfo(fd).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Someone else's process, or gone meanwhile.
            return false;
        }
    }
}
