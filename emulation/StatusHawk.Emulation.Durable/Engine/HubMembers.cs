using System.Collections.Immutable;
using System.Globalization;
using StatusHawk.Emulation.Durable.Configuration;
using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>
/// The hosts of a task hub, in one row that each writes its own property of: when it was last seen. What a host has taken is held as
/// long as it was seen within the visibility timeout, so that one row renews all that a host holds.
/// </summary>
internal sealed class HubMembers(TableStorage storage, DurableOptions options, TimeProvider time)
{
    private const string Row = "hosts";
    private const string Prefix = "H";
    private const string SignalName = "Signal";

    private ImmutableDictionary<string, DateTime> _seen = ImmutableDictionary<string, DateTime>.Empty;

    /// <summary>This host. Each start is another one.</summary>
    public string Me { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The last signal read: another one tells that a process without a worker sent something.</summary>
    public string Signal { get; private set; } = "";

    /// <summary>When this host was last seen, as written and as read.</summary>
    public DateTime Written { get; private set; }

    public DateTime ReadBack { get; private set; }

    public bool IsControlHeld(string owner) => IsHeld(owner, options.ControlHold);

    public bool IsWorkItemHeld(string owner) => IsHeld(owner, options.WorkItemHold);

    /// <summary>The hosts that hold something, in words that tell one set from another.</summary>
    public string Holders() => string.Join(',', _seen.Keys
        .Select(host => (host, IsControlHeld(host), IsWorkItemHeld(host)))
        .Where(h => h.Item2 || h.Item3)
        .Order());

    public async Task BeatAsync()
    {
        var now = time.GetUtcNow().UtcDateTime;
        await MergeAsync(Prefix + Me, now.ToString("O", CultureInfo.InvariantCulture));
        Written = now;
    }

    public Task LeaveAsync() => MergeAsync(Prefix + Me, "");

    public Task SignalAsync() => MergeAsync(SignalName, Guid.NewGuid().ToString("N"));

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var row = await storage.FindAsync(Keys.Hub, Row, cancellationToken) ?? new TableRow(Keys.Hub, Row);
        _seen = row.Properties.Keys
            .Where(name => name.Length == 33 && name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => (Host: name[1..], Seen: row.Time(name)))
            .Where(host => host.Seen is not null)
            .ToImmutableDictionary(host => host.Host, host => host.Seen!.Value);
        Signal = row[SignalName] ?? "";
        ReadBack = _seen.GetValueOrDefault(Me);
    }

    /// <summary>Forgets hosts that left or were killed long ago.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (await storage.FindAsync(Keys.Hub, Row, cancellationToken) is not { } row)
            return;
        var longAgo = time.GetUtcNow().UtcDateTime.AddDays(-2);
        var hosts = row.Properties.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        var kept = new TableRow(Keys.Hub, Row);
        foreach (var name in hosts.Where(name => row.Time(name) > longAgo).Append(SignalName))
            kept[name] = row[name];
        if (hosts.Count - kept.Properties.Count < 10)
            return;
        try
        {
            await storage.CommitAsync([TableAction.Put(kept, row.ETag)], cancellationToken);
        }
        catch (TableException changed) when (changed.IsConflict)
        {
            // Another host was seen at the same moment; the next start forgets.
        }
    }

    private bool IsHeld(string owner, TimeSpan hold) =>
        owner.Length > 0 && owner != Me && _seen.TryGetValue(owner, out var seen) && seen + hold > time.GetUtcNow().UtcDateTime;

    private Task MergeAsync(string name, string value)
    {
        var row = new TableRow(Keys.Hub, Row);
        row[name] = value;
        return storage.CommitAsync([TableAction.Merge(row)]);
    }
}
