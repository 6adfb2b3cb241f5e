using System.Diagnostics;

namespace StatusHawk.Local.Processes;

/// <summary>
/// A process that this one started. It has a session of its own where the system offers that, so that Ctrl-C in the terminal reaches the starter
/// alone, which then ends its children in their order.
/// </summary>
public sealed class ChildProcess
{
    // exec twice (setsid, sh): the process that is started is in the end the program itself, under the same number.
    private const string Redirected = "exec \"$@\" >>\"$0\" 2>&1 </dev/null";
    private static readonly string? Setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);
    private static readonly string[] NotInherited = ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "DOTNET_URLS", "HTTP_PORTS", "HTTPS_PORTS", "Kestrel__", "AzureFunctions"];

    private ChildProcess(Process process, ProcessIdentity identity)
    {
        Identity = identity;
        Exited = WaitAsync(process);
    }

    public ProcessIdentity Identity { get; }

    /// <summary>Completes with the exit code: 128 and the signal's number when a signal ended it.</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(ChildCommand command)
    {
        string[] shell = ["/bin/sh", "-c", Redirected, command.LogPath, command.File, .. command.Arguments];
        var start = Setsid is null ? new ProcessStartInfo(shell[0], shell[1..]) : new ProcessStartInfo(Setsid, shell);
        start.WorkingDirectory = command.WorkingDirectory;
        foreach (var name in start.Environment.Keys.Where(IsNotInherited).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.File} did not start.");
        // Null only when it has ended already; then nothing will be sent to it.
        return new(process, ProcessIdentity.Of(process.Id, command.Mark) ?? new(process.Id, "ended", command.Mark));
    }

    // What this terminal or test runner was told about its own web server is not meant for the apps.
    private static bool IsNotInherited(string name) => NotInherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static async Task<int> WaitAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
    }
}
