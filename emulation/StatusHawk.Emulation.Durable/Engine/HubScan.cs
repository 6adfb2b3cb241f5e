using StatusHawk.Emulation.Durable.Hub;
using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>Reads all instances that have not ended, and takes what is newer than what is in memory.</summary>
internal sealed class HubScan(HubTables tables, Instances instances)
{
    /// <param name="doubt">Whether memory may be newer than the tables, which went back in time: then it is dropped.</param>
    public async Task RunAsync(bool doubt, CancellationToken cancellationToken)
    {
        var known = instances.All.ToDictionary(instance => instance, instance => (instance.Changes, Inbox: instance.Inbox()));
        var rows = await tables.LoadLiveAsync(cancellationToken);
        foreach (var partition in rows.GroupBy(row => row.Partition))
        {
            var instance = instances.Get(Keys.InstanceId(partition.Key));
            // One that was not known then is taken only if it has no state by now.
            var (changes, inbox) = known.Remove(instance, out var then) ? then : (0, []);
            Take(instance, [.. partition], changes, inbox, doubt);
        }

        if (doubt)
            DropOthers(known.Keys);
        instances.Trim();
    }

    private void Take(Instance instance, List<TableRow> rows, long changes, List<InboxMessage> before, bool doubt)
    {
        var status = rows.Find(row => row.Key == Keys.Status);
        if (!doubt && status is not null && instance.State?.Status.ETag == status.ETag)
        {
            // Only what others sent is new.
            foreach (var row in rows.Where(row => row.Key.StartsWith(Keys.Inbox, StringComparison.Ordinal)))
                instance.Add(InstanceRows.ReadMessage(row));
            instance.IsToAdopt = true;
            instances.Enqueue(instance);
            return;
        }

        // Not all of it was read: what has ended, and long inputs.
        if (status is null || StatusRow.AsideKeys(status).Any() || InstanceRows.Read(rows) is not { } read)
            Forget(instance);
        else if (!instance.TryTake(read.State, read.Inbox, before, changes) && doubt)
            Forget(instance);
        else
            instances.Enqueue(instance);
    }

    private void Forget(Instance instance)
    {
        instance.IsDoubtful = true;
        instances.Enqueue(instance);
    }

    /// <summary>What is in memory and was not read may never have been, as far as the tables know.</summary>
    private void DropOthers(IEnumerable<Instance> others)
    {
        foreach (var instance in others)
            Forget(instance);
    }
}
