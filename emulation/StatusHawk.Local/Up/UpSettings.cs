using System.Globalization;
using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.Local.Up;

/// <summary>What the person may choose: <c>HAWK_DATA</c> and <c>HAWK_PORT_BASE</c>.</summary>
internal static class UpSettings
{
    private const int LowestBase = 1024;
    private const int HighestBase = 65_535 - StackPorts.Span;

    /// <exception cref="StackException">The port base is no such number.</exception>
    public static StackOptions FromEnvironment() => new()
    {
        Data = new(Environment.GetEnvironmentVariable("HAWK_DATA") is { Length: > 0 } path ? path : Path.Combine(Repository.Root, ".local")),
        PortBase = PortBase(),
        Supervise = true,
    };

    private static int PortBase()
    {
        if (Environment.GetEnvironmentVariable("HAWK_PORT_BASE") is not { Length: > 0 } text) return StackPorts.DefaultBase;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= LowestBase and <= HighestBase
            ? port
            : throw new StackException($"HAWK_PORT_BASE is '{text}': it must be a port from {LowestBase} to {HighestBase}.");
    }
}
