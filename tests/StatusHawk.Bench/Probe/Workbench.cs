using System.Runtime.InteropServices;

namespace StatusHawk.Bench.Probe;

/// <summary>All that the bench starts or writes: its temporary folder and its child processes. Nothing of it outlives the bench, not even one that is told to end.</summary>
public sealed class Workbench : IDisposable
{
    private readonly List<ChildProcess> _children = [];
    private readonly PosixSignalRegistration[] _signals;
    private bool _cleared;

    public Workbench()
    {
        Folder = Directory.CreateTempSubdirectory("statushawk-bench-").FullName;
        Authority = new TestAuthority(Folder);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, _ => Clear()))];
    }

    public string Folder { get; }

    public TestAuthority Authority { get; }

    /// <param name="core">The only core that it may use; null: all.</param>
    public ChildProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool talks = false, int? core = null)
    {
        if (core is { } only) (program, arguments) = ("taskset", ["-c", $"{only}", Find(program), .. arguments]);
        lock (_children)
        {
            ObjectDisposedException.ThrowIf(_cleared, this);
            var child = ChildProcess.Start(Find(program), arguments, environment, talks);
            _children.Add(child);
            return child;
        }
    }

    /// <summary>What the program says first, on whichever output.</summary>
    public async Task<string> FirstLineAsync(string program, params string[] arguments)
    {
        var child = Start(program, arguments);
        await child.EndedAsync();
        return child.Said.Split('\n')[0];
    }

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        Clear();
    }

    private void Clear()
    {
        lock (_children)
        {
            if (_cleared) return;
            _cleared = true;
            foreach (var child in _children) child.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Debian keeps servers where a person's PATH does not look.</summary>
    private static string Find(string program) => Path.IsPathRooted(program)
        ? program
        : $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/bin".Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is missing: ./hawk bench probe installs it, or says how.");
}
