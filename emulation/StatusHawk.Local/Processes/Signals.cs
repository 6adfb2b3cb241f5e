using System.Runtime.InteropServices;

namespace StatusHawk.Local.Processes;

/// <summary>Signals by process number. The framework offers only the one that leaves a process no time to end.</summary>
internal static class Signals
{
    private const int Sigkill = 9;
    private const int Sigterm = 15;

    public static void Terminate(ProcessIdentity process) => Send(process, Sigterm);

    public static void Kill(ProcessIdentity process) => Send(process, Sigkill);

    private static void Send(ProcessIdentity process, int signal)
    {
        // Gone already is as good as ended: the answer of kill is of no interest.
        if (process.IsRunning()) _ = SendSignal(process.Pid, signal);
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
