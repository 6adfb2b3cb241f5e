using System.Text.Json;
using StatusHawk.Local.Data;

namespace StatusHawk.Local.Processes;

/// <summary>
/// The file <c>processes.json</c> in the data: what a stack has started and not yet ended. Who finds it after the stack was killed can end exactly
/// those processes.
/// </summary>
public sealed class ProcessLedger
{
    private readonly string _path;
    private readonly Lock _gate = new();
    private LedgerContent _content;
    private bool _deleted;

    private ProcessLedger(string path, LedgerContent content) => (_path, _content) = (path, content);

    /// <summary>Names the run, so that a leash does not act on the processes of a later one.</summary>
    public string Run => _content.Run;

    public static ProcessLedger Create(DataFolder data, bool deleteData)
    {
        var owner = ProcessIdentity.Of(Environment.ProcessId, "") ?? throw new InvalidOperationException("This process is not to be found.");
        var ledger = new ProcessLedger(data.ProcessesPath, new(Guid.NewGuid().ToString("N"), owner, deleteData, []));
        ledger.Save();
        return ledger;
    }

    /// <summary>Null when there is none, or it cannot be read: a file cut short by a full disk must not stop the next start.</summary>
    public static LedgerContent? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<LedgerContent>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public void Add(string name, ProcessIdentity process) => Change(content => content with { Processes = [.. content.Processes, new(name, process)] });

    public void Remove(ProcessIdentity process) => Change(content => content with { Processes = [.. content.Processes.Where(p => p.Process != process)] });

    public void Delete()
    {
        lock (_gate)
        {
            _deleted = true;
            File.Delete(_path);
        }
    }

    private void Change(Func<LedgerContent, LedgerContent> change)
    {
        lock (_gate)
        {
            _content = change(_content);
            if (!_deleted) Save();
        }
    }

    private void Save() => PrivateFile.Write(_path, JsonSerializer.Serialize(_content));
}

/// <summary>What the ledger says.</summary>
public sealed record LedgerContent(string Run, ProcessIdentity Owner, bool DeleteData, IReadOnlyList<LedgerEntry> Processes);

/// <summary>A part and the process that is it.</summary>
public sealed record LedgerEntry(string Name, ProcessIdentity Process);
