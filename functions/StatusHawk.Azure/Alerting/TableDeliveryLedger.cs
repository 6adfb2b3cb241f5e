using System.Globalization;
using Azure.Data.Tables;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Azure.Alerting;

/// <summary>The ledger as a table: a partition for each incident, a row for each channel and transition.</summary>
internal sealed class TableDeliveryLedger(TableStorage tables) : IDeliveryLedger
{
    public async Task<Stored<Delivery>?> ReadAsync(string incidentId, string channelId, int number, CancellationToken cancellationToken)
    {
        var found = await TableStorage.RunAsync(() => tables.Deliveries.GetEntityIfExistsAsync<TableEntity>(incidentId, RowKey(channelId, number), null, cancellationToken));
        return found.HasValue ? new Stored<Delivery>(Read(found.Value!), found.Value!.ETag.ToString()) : null;
    }

    public Task<IReadOnlyList<Delivery>> ListAsync(string incidentId, CancellationToken cancellationToken) => TableStorage.RunAsync<IReadOnlyList<Delivery>>(async () =>
    {
        var rows = new List<Delivery>();
        await foreach (var entity in tables.Deliveries.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {incidentId}"), null, null, cancellationToken))
            rows.Add(Read(entity));
        return rows;
    });

    public Task<bool> TryWriteAsync(Delivery delivery, string? etag, CancellationToken cancellationToken) =>
        TableStorage.TryWriteAsync(tables.Deliveries, Write(delivery), etag, cancellationToken);

    private static string RowKey(string channelId, int number) => string.Create(CultureInfo.InvariantCulture, $"{channelId}|{number:D6}");

    private static TableEntity Write(Delivery delivery) => new(delivery.IncidentId, RowKey(delivery.ChannelId, delivery.Number))
    {
        ["V"] = 1,
        [nameof(Delivery.WorkspaceId)] = delivery.WorkspaceId,
        [nameof(Delivery.ChannelId)] = delivery.ChannelId,
        [nameof(Delivery.Number)] = delivery.Number,
        [nameof(Delivery.Kind)] = delivery.Kind.ToString(),
        [nameof(Delivery.State)] = delivery.State.ToString(),
        [nameof(Delivery.Attempts)] = delivery.Attempts,
        [nameof(Delivery.Until)] = delivery.Until,
        [nameof(Delivery.QueuedAt)] = delivery.QueuedAt,
        [nameof(Delivery.UpdatedAt)] = delivery.UpdatedAt,
        [nameof(Delivery.Detail)] = delivery.Detail,
    };

    private static Delivery Read(TableEntity entity) => new()
    {
        WorkspaceId = entity.GetString(nameof(Delivery.WorkspaceId)),
        IncidentId = entity.PartitionKey,
        ChannelId = entity.GetString(nameof(Delivery.ChannelId)),
        Number = entity.GetInt32(nameof(Delivery.Number))!.Value,
        Kind = Enum.Parse<TransitionKind>(entity.GetString(nameof(Delivery.Kind))),
        State = Enum.Parse<DeliveryState>(entity.GetString(nameof(Delivery.State))),
        Attempts = entity.GetInt32(nameof(Delivery.Attempts))!.Value,
        Until = entity.GetDateTimeOffset(nameof(Delivery.Until)),
        QueuedAt = entity.GetDateTimeOffset(nameof(Delivery.QueuedAt))!.Value,
        UpdatedAt = entity.GetDateTimeOffset(nameof(Delivery.UpdatedAt))!.Value,
        Detail = entity.GetString(nameof(Delivery.Detail)),
    };
}
