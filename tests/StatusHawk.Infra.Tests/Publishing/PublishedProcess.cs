using System.Diagnostics;
using System.Text;

namespace StatusHawk.Infra.Tests.Publishing;

/// <summary>A published app as a process of its own, with the settings that it is given and none of this machine's.</summary>
internal sealed class PublishedProcess : IDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PublishedProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += Take;
        _process.ErrorDataReceived += Take;
    }

    /// <summary>All that it has said.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    public static PublishedProcess Start(Published app, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [app.Dll]) { WorkingDirectory = app.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name is not ("PATH" or "HOME" or "DOTNET_ROOT" or "TMPDIR")).ToArray()) start.Environment.Remove(name);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = new PublishedProcess(new Process { StartInfo = start });
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>What it ended with.</summary>
    public async Task<int> EndAsync()
    {
        using var bound = new CancellationTokenSource(Bound);
        await _process.WaitForExitAsync(bound.Token);
        return _process.ExitCode;
    }

    /// <summary>Where it listens, once it does.</summary>
    public async Task<Uri> AddressAsync() => new(await _address.Task.WaitAsync(Bound));

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        const string Listens = "Now listening on: ";
        if (line.Data is not { } said) return;
        lock (_said) _said.AppendLine(said);
        if (said.Contains(Listens, StringComparison.Ordinal)) _address.TrySetResult(said[(said.IndexOf(Listens, StringComparison.Ordinal) + Listens.Length)..].Trim());
    }
}
