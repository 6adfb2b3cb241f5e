using StatusHawk.Core;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryDeliveryLedger(StoreJournal journal) : IDeliveryLedger
{
    private readonly Documents<Delivery> _rows = new();

    internal Documents<Delivery> Documents => _rows;

    public IReadOnlyList<Delivery> All => [.. _rows.All.OrderBy(row => row.ChannelId, StringComparer.Ordinal).ThenBy(row => row.Number)];

    public Task<Stored<Delivery>?> ReadAsync(string incidentId, string channelId, int number, CancellationToken cancellationToken) =>
        journal.RunAsync($"Ledger.Read {incidentId}", () => _rows.Find(Delivery.KeyOf(incidentId, number, channelId)));

    public Task<IReadOnlyList<Delivery>> ListAsync(string incidentId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Delivery>>($"Ledger.List {incidentId}", () => [.. All.Where(row => row.IncidentId == incidentId)]);

    public Task<bool> TryWriteAsync(Delivery delivery, string? etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Ledger.Write {delivery.State}", () => _rows.TryWrite(delivery.Key, delivery, etag));
}
