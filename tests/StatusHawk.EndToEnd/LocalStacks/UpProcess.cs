using System.Diagnostics;
using StatusHawk.Local;
using StatusHawk.Local.Data;
using StatusHawk.Local.Processes;

namespace StatusHawk.EndToEnd.LocalStacks;

/// <summary><c>./hawk up</c> after its build, as a process.</summary>
internal sealed class UpProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly DataFolder _data;

    private UpProcess(DataFolder data, Process process)
    {
        (_data, _process) = (data, process);
        _output = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Every process of the stack, as it was written down.</summary>
    public IReadOnlyList<ProcessIdentity> Parts => [.. ProcessLedger.Read(_data.ProcessesPath)!.Processes.Select(p => p.Process)];

    /// <summary>What <c>hawk.env</c> says.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>();

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<UpProcess> StartAsync(DataFolder data, int portBase)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.LocalProgram, "up"])
        {
            RedirectStandardOutput = true,
            Environment = { ["HAWK_DATA"] = data.Path, ["HAWK_PORT_BASE"] = $"{portBase}" },
        };
        var up = new UpProcess(data, Process.Start(start)!);
        await Eventually.BecomesTrueAsync(() => up._process.HasExited || up.ReadEnvironment(), "./hawk up is ready", TimeSpan.FromMinutes(5));
        if (up._process.HasExited) throw new ShouldAssertException($"./hawk up ended with {up._process.ExitCode}:\n{await up._output}");
        return up;
    }

    /// <summary>Sends a signal (<c>TERM</c>, <c>INT</c>, <c>KILL</c>) and returns exit code and output.</summary>
    public async Task<(int ExitCode, string Output)> EndAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await EndAsync("TERM");
        _process.Dispose();
    }

    // The old file is gone before the new one is there, so what is read is this start's.
    private bool ReadEnvironment()
    {
        if (ProcessLedger.Read(_data.ProcessesPath)?.Owner.Pid != _process.Id || !File.Exists(_data.EnvironmentPath)) return false;
        Environment = File.ReadAllLines(_data.EnvironmentPath).Select(line => line.Split('=', 2)).ToDictionary(w => w[0], w => w[1].Trim('\''));
        return true;
    }
}
