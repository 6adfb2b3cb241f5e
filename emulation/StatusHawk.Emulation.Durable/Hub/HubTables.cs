using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>Reads and changes the instances of a task hub. The whole hub is one table, an instance one partition of it.</summary>
internal sealed class HubTables(TableStorage storage)
{
    /// <summary>So many commits written ahead are remembered: 200, of 32 characters and a comma each.</summary>
    private const int MaxStaged = 200 * 33;

    public async Task<InstanceStatus?> FindAsync(string instanceId, bool withLongValues, CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(instanceId);
        if (await storage.FindAsync(partition, Keys.Status, cancellationToken) is not { } row)
            return null;
        var asides = new Dictionary<string, TableRow?>();
        if (withLongValues)
        {
            foreach (var key in StatusRow.AsideKeys(row))
                asides[key] = await storage.FindAsync(partition, key, cancellationToken);
        }

        return StatusRow.Read(row, key => asides.GetValueOrDefault(key));
    }

    public Task<List<TableRow>> LoadAsync(string instanceId, CancellationToken cancellationToken) =>
        storage.QueryAsync($"PartitionKey eq '{Keys.Partition(instanceId)}'", cancellationToken);

    /// <summary>The rows of instances that have not ended, and what is left over of others; without long inputs.</summary>
    public Task<List<TableRow>> LoadLiveAsync(CancellationToken cancellationToken) => storage.QueryAsync(
        $"PartitionKey ne '{Keys.Hub}' and (Done eq '0' or RowKey lt '{Keys.Status}')", cancellationToken);

    public Task<List<TableRow>> LoadStatusesAsync(string prefix, CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(prefix);
        var range = partition.Length == 0 ? "" : $" and PartitionKey ge '{partition}' and PartitionKey lt '{partition}~~'";
        return storage.QueryAsync($"RowKey eq '{Keys.Status}'{range}", cancellationToken);
    }

    /// <summary>Writes the status of a new run, in place of one that has ended.</summary>
    public async Task<InstanceStatus> StartAsync(InstanceStatus status, string replacedETag, CancellationToken cancellationToken)
    {
        var rows = StatusRow.New(status).ToList();
        var first = replacedETag.Length == 0 ? TableAction.Insert(rows[0]) : TableAction.Put(rows[0], replacedETag);
        var etags = await storage.CommitAsync([first, .. rows.Skip(1).Select(row => TableAction.Put(row))], cancellationToken);
        return status with { ETag = etags[0] };
    }

    public async Task<InstanceStatus> ClaimAsync(InstanceStatus status, string owner)
    {
        var etags = await storage.CommitAsync([TableAction.Merge(StatusRow.Claim(status, owner), status.ETag)]);
        return status with { Owner = owner, ETag = etags[0] };
    }

    public async Task<ActivityItem> ClaimAsync(ActivityItem item, string owner)
    {
        var etags = await storage.CommitAsync([TableAction.Merge(InstanceRows.Owner(item, owner), item.ETag)]);
        return item with { Owner = owner, ETag = etags[0] };
    }

    /// <summary>Puts a message into an inbox, once.</summary>
    public async Task SendAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken = default)
    {
        try
        {
            await storage.CommitAsync([TableAction.Insert(InstanceRows.Message(instanceId, message))], cancellationToken);
        }
        catch (TableException there) when (there.IsConflict)
        {
            // It was sent before by the same key.
        }
    }

    /// <summary>Lets the end of an activity wait in the inbox, in place of the activity.</summary>
    public Task PersistAsync(ActivityItem item, InboxMessage message) => storage.CommitAsync(
    [
        TableAction.Put(InstanceRows.Message(item.InstanceId, message)),
        TableAction.Delete(Keys.Partition(item.InstanceId), Keys.ActivityStep(item.Generation, item.Step)),
    ]);

    /// <summary>Commits a turn; gives the status with its new version, and the versions of all rows written.</summary>
    public async Task<(InstanceStatus Status, IReadOnlyDictionary<string, string> ETags)> CommitAsync(TurnCommit commit)
    {
        var etags = new Dictionary<string, string>();
        var partition = Keys.Partition(commit.After.Id);
        var after = commit.After;
        var rows = StatusRow.Change(after, after.Generation != commit.Before.Generation).ToList();
        List<TableRow> writes = [.. rows.Skip(1), .. commit.Writes];
        var count = 1 + writes.Count + commit.Consumed.Count;
        if (count > TableStorage.MaxActions || rows[0].Size + writes.Sum(row => row.Size) > TableStorage.MaxSize)
        {
            var id = Guid.NewGuid().ToString("N");
            await StageAsync(writes, id, etags);
            writes = [];
            count = 1 + commit.Consumed.Count;
            var staged = $"{after.Staged},{id}";
            after = after with { Staged = staged[Math.Max(0, staged.Length - MaxStaged)..] };
            rows[0]["Staged"] = after.Staged;
        }

        var now = Math.Min(commit.Litter.Count, TableStorage.MaxActions - count);
        var answers = await storage.CommitAsync(
        [
            TableAction.Merge(rows[0], commit.Before.ETag),
            .. writes.Select(row => TableAction.Put(row)),
            .. commit.Consumed.Concat(commit.Litter.Take(now)).Select(key => TableAction.Delete(partition, key)),
        ]);
        foreach (var (row, etag) in writes.Zip(answers.Skip(1)))
            etags[row.Key] = etag;
        await DeleteAsync(partition, commit.Litter.Skip(now));
        return (after with { ETag = answers[0] }, etags);
    }

    /// <summary>Deletes rows, many at a time where all are there.</summary>
    public async Task DeleteAsync(string partition, IEnumerable<string> keys)
    {
        foreach (var chunk in keys.Chunk(TableStorage.MaxActions))
        {
            try
            {
                await storage.CommitAsync([.. chunk.Select(key => TableAction.Delete(partition, key))]);
            }
            catch (TableException gone) when (gone.IsConflict && chunk.Length > 1)
            {
                foreach (var key in chunk)
                    await DeleteAsync(partition, [key]);
            }
            catch (TableException gone) when (gone.IsConflict)
            {
                // Another has deleted it.
            }
        }
    }

    /// <summary>Deletes an ended instance with all its rows; false when it has changed meanwhile.</summary>
    public async Task<bool> PurgeAsync(InstanceStatus status, CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(status.Id);
        var rows = await LoadAsync(status.Id, cancellationToken);
        try
        {
            var delete = new TableAction(TableVerb.Delete, new TableRow(partition, Keys.Status), status.ETag);
            await storage.CommitAsync([delete], cancellationToken);
        }
        catch (TableException changed) when (changed.IsConflict)
        {
            return false;
        }

        await DeleteAsync(partition, rows.Select(row => row.Key).Where(key => key != Keys.Status));
        return true;
    }

    private async Task StageAsync(List<TableRow> writes, string id, Dictionary<string, string> etags)
    {
        var (batch, size) = (new List<TableRow>(), 0);
        foreach (var row in writes)
        {
            row["Staged"] = id;
            if (batch.Count == TableStorage.MaxActions || (batch.Count > 0 && size + row.Size > TableStorage.MaxSize))
            {
                await PutAsync(batch, etags);
                (batch, size) = ([], 0);
            }

            batch.Add(row);
            size += row.Size;
        }

        await PutAsync(batch, etags);
    }

    private async Task PutAsync(List<TableRow> rows, Dictionary<string, string> etags)
    {
        var answers = await storage.CommitAsync([.. rows.Select(row => TableAction.Put(row))]);
        foreach (var (row, etag) in rows.Zip(answers))
            etags[row.Key] = etag;
    }
}
