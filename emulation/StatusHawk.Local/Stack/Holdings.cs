using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Processes;

namespace StatusHawk.Local.Stack;

/// <summary>What a stack holds while it lives: its data, locked; its ports; the ledger of its processes; and the leash on them.</summary>
internal sealed class Holdings : IAsyncDisposable
{
    private readonly IDisposable _lock;
    private readonly PortBlock? _block;
    private readonly Leash _leash;
    private readonly bool _deleteData;
    private readonly string? _keepLogsIn;

    private Holdings(StackOptions options, DataFolder data, IDisposable held, PortBlock? block)
    {
        (Data, _lock, _block) = (data, held, block);
        _deleteData = options.Data is null;
        _keepLogsIn = options.KeepLogsIn;
        Ports = new(block?.Base ?? options.PortBase!.Value, options.Regions);
        Ledger = ProcessLedger.Create(data, _deleteData);
        _leash = Leash.Hold(data, Ledger.Run);
    }

    public DataFolder Data { get; }
    public StackPorts Ports { get; }
    public ProcessLedger Ledger { get; }

    /// <exception cref="StackException">The data is in use, or a port is.</exception>
    public static async Task<Holdings> TakeAsync(StackOptions options)
    {
        if (options.Regions.Count is 0 or > StackPorts.MaxRegions) throw new StackException($"A local stack has 1 to {StackPorts.MaxRegions} regions.");
        var data = options.Data ?? DataFolder.Temporary();
        data.Create();
        var held = data.TryLock() ?? throw new StackException(
            $"StatusHawk runs already on the data in {data.Path}{OwnerOf(data)}. Stop that one first, or set HAWK_DATA (and HAWK_PORT_BASE) to run another.");
        PortBlock? block = null;
        try
        {
            // What it says is no longer true, and who waits for it waits for this start.
            File.Delete(data.EnvironmentPath);
            await EndLeftoversAsync(data, options);
            block = options.PortBase is null ? PortBlock.Reserve() : null;
            var holdings = new Holdings(options, data, held, block);
            if (block is null) await RefuseBusyPortsAsync(holdings);
            return holdings;
        }
        catch
        {
            block?.Dispose();
            held.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Ledger.Delete();
        await _leash.DisposeAsync();
        _block?.Dispose();
        _lock.Dispose();
        if (_keepLogsIn is not null) KeepLogs(_keepLogsIn);
        if (_deleteData) Directory.Delete(Data.Path, recursive: true);
    }

    private void KeepLogs(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var log in Directory.EnumerateFiles(Data.LogsPath)) File.Copy(log, Path.Combine(folder, Path.GetFileName(log)), overwrite: true);
    }

    private static string OwnerOf(DataFolder data) => ProcessLedger.Read(data.ProcessesPath) is { } ledger ? $" (process {ledger.Owner.Pid})" : "";

    /// <summary>A stack that was killed leaves its processes to its leash; when that was killed too, they are still there.</summary>
    private static async Task EndLeftoversAsync(DataFolder data, StackOptions options)
    {
        if (ProcessLedger.Read(data.ProcessesPath) is not { } ledger) return;
        var left = ledger.Processes.Where(p => p.Process.IsRunning()).ToList();
        if (left.Count == 0) return;
        options.Say($"  The last run did not end in order: {string.Join(", ", left.Select(p => $"{p.Name} ({p.Process.Pid})"))} still ran. Ending them.");
        await Leash.EndAllAsync(ledger, options.StopGrace, options.Time);
    }

    private static async Task RefuseBusyPortsAsync(Holdings holdings)
    {
        var busy = holdings.Ports.All().Where(p => !PortProbe.IsFree(p.Port)).ToList();
        if (busy.Count == 0) return;
        await holdings.DisposeAsync();
        var lines = busy.Select(p => $"  port {p.Port}, wanted by {p.Part}, is in use{(PortOwner.Describe(p.Port) is { } owner ? $" by {owner}" : "")}");
        throw new StackException($"""
            Not started, because ports are taken:
            {string.Join('\n', lines)}
            Stop what has them, or choose others: HAWK_PORT_BASE={holdings.Ports.Base + 100} ./hawk up
            """);
    }
}
