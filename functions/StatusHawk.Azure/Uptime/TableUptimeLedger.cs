using System.Globalization;
using Azure.Data.Tables;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Azure.Uptime;

/// <summary>The ledger as a table: a partition for each monitor, a row for each day (<c>20261121</c>), corrections beside it (<c>20261121~1</c>).</summary>
internal sealed class TableUptimeLedger(TableStorage tables) : IUptimeLedger
{
    public Task<IReadOnlyList<UptimeRow>> ListAsync(string monitorId, Slot from, Slot to, CancellationToken cancellationToken) => TableStorage.RunAsync<IReadOnlyList<UptimeRow>>(async () =>
    {
        var rows = new List<UptimeRow>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {monitorId} and RowKey ge {DayKey(from)} and RowKey lt {DayKey(to)}");
        await foreach (var entity in tables.Uptime.QueryAsync<TableEntity>(filter, null, null, cancellationToken)) rows.Add(Read(entity));
        return [.. rows.OrderBy(row => row.Day).ThenBy(row => row.Number)];
    });

    public Task<bool> TryAddAsync(UptimeRow row, CancellationToken cancellationToken) => TableStorage.TryWriteAsync(tables.Uptime, Write(row), etag: null, cancellationToken);

    private static string DayKey(Slot day) => day.Time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string RowKey(UptimeRow row) =>
        row.Number == 0 ? DayKey(row.Day) : string.Create(CultureInfo.InvariantCulture, $"{DayKey(row.Day)}~{row.Number}");

    private static TableEntity Write(UptimeRow row) => new(row.MonitorId, RowKey(row))
    {
        ["V"] = 1,
        [nameof(UptimeRow.WorkspaceId)] = row.WorkspaceId,
        [nameof(UptimeRow.Day)] = row.Day.EpochSeconds,
        [nameof(UptimeRow.Number)] = row.Number,
        [nameof(UptimeRow.UpSeconds)] = row.UpSeconds,
        [nameof(UptimeRow.DownSeconds)] = row.DownSeconds,
        [nameof(UptimeRow.MaintenanceSeconds)] = row.MaintenanceSeconds,
        [nameof(UptimeRow.UnknownSeconds)] = row.UnknownSeconds,
        [nameof(UptimeRow.PausedSeconds)] = row.PausedSeconds,
        [nameof(UptimeRow.Incidents)] = row.Incidents,
        [nameof(UptimeRow.Coverage)] = row.Coverage,
        [nameof(UptimeRow.WrittenAt)] = row.WrittenAt,
    };

    private static UptimeRow Read(TableEntity entity) => new()
    {
        WorkspaceId = entity.GetString(nameof(UptimeRow.WorkspaceId)),
        MonitorId = entity.PartitionKey,
        Day = new Slot(entity.GetInt64(nameof(UptimeRow.Day))!.Value),
        Number = entity.GetInt32(nameof(UptimeRow.Number))!.Value,
        UpSeconds = entity.GetInt64(nameof(UptimeRow.UpSeconds))!.Value,
        DownSeconds = entity.GetInt64(nameof(UptimeRow.DownSeconds))!.Value,
        MaintenanceSeconds = entity.GetInt64(nameof(UptimeRow.MaintenanceSeconds))!.Value,
        UnknownSeconds = entity.GetInt64(nameof(UptimeRow.UnknownSeconds))!.Value,
        PausedSeconds = entity.GetInt64(nameof(UptimeRow.PausedSeconds))!.Value,
        Incidents = entity.GetInt32(nameof(UptimeRow.Incidents))!.Value,
        WrittenAt = entity.GetDateTimeOffset(nameof(UptimeRow.WrittenAt))!.Value,
    };
}
