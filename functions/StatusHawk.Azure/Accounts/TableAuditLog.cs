using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

/// <summary>The audit log as a table: a partition for each workspace and each person's account, a row for each change.</summary>
internal sealed class TableAuditLog(TableStorage tables) : IAuditLog
{
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        TableStorage.TryWriteAsync(tables.Audit, Write(entry), etag: null, cancellationToken);

    public Task CompleteAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        TableStorage.TryWriteAsync(tables.Audit, Write(entry), ETag.All.ToString(), cancellationToken);

    public Task RemoveAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        TableStorage.RunAsync(() => tables.Audit.DeleteEntityAsync(entry.Of, AuditKey.Of(entry), ETag.All, cancellationToken));

    public Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken) => TableStorage.RunAsync<IReadOnlyList<AuditEntry>>(async () =>
    {
        var (first, last) = (AuditKey.First(query.To.AddTicks(-1)), AuditKey.First(query.From.AddTicks(-1)));
        var after = query.After is { } place ? AuditKey.Of(place) : "";
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {query.Of} and RowKey ge {first} and RowKey lt {last} and RowKey gt {after}");
        var found = new List<AuditEntry>();
        await foreach (var row in tables.Audit.QueryAsync<TableEntity>(filter, query.AtMost, null, cancellationToken))
        {
            found.Add(Read(row));
            if (found.Count == query.AtMost) break;
        }

        return found;
    });

    public Task<bool> RemoveBeforeAsync(string of, DateTimeOffset before, int atMost, CancellationToken cancellationToken) =>
        tables.Audit.RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {of} and RowKey ge {AuditKey.First(before.AddTicks(-1))}"), atMost, cancellationToken);

    private static TableEntity Write(AuditEntry entry) => new(entry.Of, AuditKey.Of(entry))
    {
        ["V"] = 1,
        [nameof(AuditEntry.Id)] = entry.Id,
        [nameof(AuditEntry.At)] = entry.At,
        [nameof(AuditEntry.Action)] = entry.Action,
        [nameof(AuditCaller.Kind)] = entry.Caller.Kind.ToString(),
        ["CallerId"] = entry.Caller.Id,
        ["CallerName"] = entry.Caller.Name,
        [nameof(AuditEntry.Address)] = entry.Address,
        [nameof(AuditEntry.Target)] = JsonSerializer.Serialize(entry.Target, StatusHawkJson.Options),
        [nameof(AuditEntry.Outcome)] = entry.Outcome.ToString(),
        [nameof(AuditEntry.Status)] = entry.Status,
        [nameof(AuditEntry.Before)] = entry.Before,
        [nameof(AuditEntry.After)] = entry.After,
    };

    private static AuditEntry Read(TableEntity row) => new()
    {
        Id = row.GetString(nameof(AuditEntry.Id)),
        Of = row.PartitionKey,
        At = row.GetDateTimeOffset(nameof(AuditEntry.At))!.Value,
        Action = row.GetString(nameof(AuditEntry.Action)),
        Caller = new(Enum.Parse<AuditCallerKind>(row.GetString(nameof(AuditCaller.Kind))), row.GetString("CallerId"), row.GetString("CallerName")),
        Address = row.GetString(nameof(AuditEntry.Address)),
        Target = StatusHawkJson.Read<Dictionary<string, string>>(row.GetString(nameof(AuditEntry.Target))),
        Outcome = Enum.Parse<AuditOutcome>(row.GetString(nameof(AuditEntry.Outcome))),
        Status = row.GetInt32(nameof(AuditEntry.Status)),
        Before = row.GetString(nameof(AuditEntry.Before)),
        After = row.GetString(nameof(AuditEntry.After)),
    };
}
