using System.Diagnostics;
using StatusHawk.Local.Data;

namespace StatusHawk.Local.Processes;

/// <summary>
/// A small process that ends the parts of a stack whose owner was killed and could not. It reads from a pipe that only its owner writes to: the
/// pipe's end is the owner's end, whatever that was.
/// </summary>
public sealed class Leash : IAsyncDisposable
{
    public const string Command = "leash";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private readonly Process _process;

    private Leash(Process process) => _process = process;

    /// <summary>Starts it, as a process of its own.</summary>
    public static Leash Hold(DataFolder data, string run)
    {
        string[] words = ["dotnet", Repository.LocalProgram, Command, data.Path, run];
        var start = File.Exists("/usr/bin/setsid") ? new ProcessStartInfo("/usr/bin/setsid", words) : new ProcessStartInfo(words[0], words[1..]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return new(Process.Start(start) ?? throw new InvalidOperationException("The leash did not start."));
    }

    /// <summary>What the process does.</summary>
    public static async Task RunAsync(string dataPath, string run, Stream input, TimeProvider time)
    {
        var buffer = new byte[1];
        while (await input.ReadAsync(buffer) > 0) { }

        var data = new DataFolder(dataPath);
        if (ProcessLedger.Read(data.ProcessesPath) is not { } ledger || ledger.Run != run) return;
        await EndAllAsync(ledger, Grace, time);
        if (ledger.DeleteData) Directory.Delete(dataPath, recursive: true);
        else if (ProcessLedger.Read(data.ProcessesPath)?.Run == run) File.Delete(data.ProcessesPath);
    }

    /// <summary>Ends what a ledger names, the last started first: the apps before the emulators that they talk to.</summary>
    public static async Task EndAllAsync(LedgerContent ledger, TimeSpan grace, TimeProvider time)
    {
        foreach (var entry in ledger.Processes.Reverse()) await Ending.EndAsync([entry.Process], grace, time);
    }

    /// <summary>Lets go: the ledger is gone by now, so the process finds nothing to do.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
