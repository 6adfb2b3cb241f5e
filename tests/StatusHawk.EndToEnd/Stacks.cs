using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd;

/// <summary>How the stacks of these tests differ from a laptop's: what takes minutes there takes seconds here.</summary>
internal static class Stacks
{
    /// <summary>As on a laptop, but that late rounds are taken into their hour at once.</summary>
    public static StackOptions Shared(StackOptions options) => options with
    {
        Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["pipeline"] = new Dictionary<string, string> { ["Uptime__GatherLate"] = "00:00:01" },
        },
    };

    /// <summary>As on a laptop, but that the watchdog looks every 5 s.</summary>
    public static StackOptions Patient(StackOptions options) => options with
    {
        Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["pipeline"] = new Dictionary<string, string> { ["WatchdogEvery"] = "*/5 * * * * *" },
        },
    };

    /// <summary>Votes expire after 25 s, the watchdog looks every 5 s, and a killed process holds its messages for 5 s.</summary>
    public static StackOptions Quick(StackOptions options) => options with
    {
        Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["*"] = new Dictionary<string, string> { ["Emulation__QueueVisibilityTimeout"] = "00:00:05", ["Emulation__DurableVisibilityTimeout"] = "00:00:05" },
            ["pipeline"] = new Dictionary<string, string>
            {
                ["Verdicts__MinimumFreshness"] = "00:00:25",
                ["Verdicts__FreshIntervals"] = "1",
                ["WatchdogEvery"] = "*/5 * * * * *",
            },
        },
    };

    /// <summary>A stack's settings with some of one part's added or replaced.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> With(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> environment, string part, params (string Name, string Value)[] settings)
    {
        var changed = environment.ToDictionary();
        var mine = changed.GetValueOrDefault(part)?.ToDictionary() ?? [];
        foreach (var (name, value) in settings) mine[name] = value;
        changed[part] = mine;
        return changed;
    }
}
