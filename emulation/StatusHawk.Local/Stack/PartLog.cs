namespace StatusHawk.Local.Stack;

/// <summary>A part's output. One older file is kept beside it.</summary>
public sealed class PartLog(string path)
{
    private const long MaxBytes = 20 * 1024 * 1024;
    private const int TailBytes = 64 * 1024;
    private const int MaxLine = 500;

    public string Path { get; } = path;

    /// <summary>Everything since the start of the stack, or since the file grew too long.</summary>
    public string ReadAll() => File.Exists(Path) ? Read(0) : "";

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Tail(int lines)
    {
        if (!File.Exists(Path)) return [];
        var from = Math.Max(0, new FileInfo(Path).Length - TailBytes);
        return [.. Read(from).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines)];
    }

    /// <summary>What to show a person when the part has failed: where the failure begins, if the log says so, else its end.</summary>
    public IReadOnlyList<string> Why(int lines)
    {
        var tail = Tail(int.MaxValue).ToList();
        var failure = tail.FindLastIndex(line => line.StartsWith("Unhandled exception", StringComparison.OrdinalIgnoreCase));
        var start = failure < 0 ? Math.Max(0, tail.Count - lines) : failure;
        return [.. tail.Skip(start).Take(lines).Select(line => line.Length > MaxLine ? line[..MaxLine] + "…" : line)];
    }

    /// <summary>Begins a new file; what was there is kept as the older one.</summary>
    public void Rotate()
    {
        if (File.Exists(Path)) File.Move(Path, Older, overwrite: true);
    }

    /// <summary>Keeps the file from filling the disk. Its writer appends, so it goes on in the emptied file.</summary>
    public void Trim()
    {
        if (!File.Exists(Path) || new FileInfo(Path).Length < MaxBytes) return;
        File.Copy(Path, Older, overwrite: true);
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    }

    private string Older => System.IO.Path.ChangeExtension(Path, ".old.log");

    private string Read(long from)
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Min(from, file.Length);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
