using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace StatusHawk.Local.Processes;

/// <summary>
/// A process so described that another one which later has its number is not mistaken for it: a signal sent by number alone may end a stranger.
/// </summary>
/// <param name="Pid">Its number.</param>
/// <param name="Started">When it started, as the system tells it: boot and clock ticks on Linux, a time elsewhere.</param>
/// <param name="Mark">What its command line contains.</param>
public sealed record ProcessIdentity(int Pid, string Started, string Mark)
{
    private const string Proc = "/proc";

    /// <summary>Null when no such process runs.</summary>
    public static ProcessIdentity? Of(int pid, string mark) => StartOf(pid) is { } started ? new(pid, started, mark) : null;

    /// <summary>Whether this very process still runs.</summary>
    public bool IsRunning() => StartOf(Pid) == Started && CommandLineOf(Pid)?.Contains(Mark, StringComparison.Ordinal) != false;

    /// <summary>The command line with spaces between its words; null when it cannot be read.</summary>
    public static string? CommandLineOf(int pid)
    {
        var text = ReadOrNull($"{Proc}/{pid}/cmdline");
        return text?.Replace('\0', ' ').Trim();
    }

    private static string? StartOf(int pid) => Directory.Exists($"{Proc}/self") ? StartOnLinux(pid) : StartElsewhere(pid);

    private static string? StartOnLinux(int pid)
    {
        // The second field is the program's name in parentheses and may contain anything; the start is the 22nd, the state the third.
        if (ReadOrNull($"{Proc}/{pid}/stat") is not { } stat) return null;
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        if (fields[0] is "Z" or "X") return null;
        return $"{ReadOrNull($"{Proc}/sys/kernel/random/boot_id")?.Trim()}/{fields[19]}";
    }

    private static string? StartElsewhere(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    private static string? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
