using System.Diagnostics;

namespace StatusHawk.Bench.Probe;

/// <summary>A process that the bench started. Disposing kills it and what it started, by their ids.</summary>
public sealed class ChildProcess : IDisposable
{
    private const int LinesKept = 50;
    private readonly Queue<string> _said = [];
    private readonly Process _process;
    private bool _disposed;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    /// <summary>The last lines of its outputs.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    /// <param name="talks">Whether its standard input and output are for <see cref="AskAsync"/>; else what it says is only kept.</param>
    public static ChildProcess Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, bool talks)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var child = new ChildProcess(process);
        process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        process.BeginErrorReadLine();
        if (talks) return child;
        process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        process.BeginOutputReadLine();
        return child;
    }

    /// <summary>Gives it a line and returns the line that it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw Ended();
    }

    /// <summary>Waits until the condition holds, or the process ends.</summary>
    public async Task BecomesAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (HasEnded || watch.Elapsed > TimeSpan.FromSeconds(30)) throw Ended();
            await Task.Delay(50);
        }
    }

    public async Task EndedAsync()
    {
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0) throw Ended();
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > LinesKept) _said.Dequeue();
        }
    }

    private InvalidOperationException Ended() => new($"{_process.StartInfo.FileName} {(HasEnded ? "ended" : "does not answer")}. It said:\n{Said}");
}
