using System.Globalization;

namespace StatusHawk.Bench.Probe;

/// <summary>CPU seconds, user and system, as the kernel counts them: in hundredths.</summary>
public static class CpuTime
{
    private const double TicksPerSecond = 100;

    /// <summary>The fields of /proc/{pid}/stat, counted from 0 after the command's name.</summary>
    private const int User = 11, System = 12, ChildrenUser = 13, ChildrenSystem = 14;

    /// <summary>Of one running process.</summary>
    public static double Of(int processId) => Sum(processId, User, System);

    /// <summary>Of the children of this process that have ended.</summary>
    public static double OfEndedChildren() => Sum(Environment.ProcessId, ChildrenUser, ChildrenSystem);

    private static double Sum(int processId, int one, int other)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[one], CultureInfo.InvariantCulture) + long.Parse(fields[other], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
