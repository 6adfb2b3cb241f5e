namespace StatusHawk.Core.Alerting;

/// <summary>The ledger of alerts.</summary>
public interface IDeliveryLedger
{
    Task<Stored<Delivery>?> ReadAsync(string incidentId, string channelId, int number, CancellationToken cancellationToken);

    /// <summary>All of an incident, by channel and number.</summary>
    Task<IReadOnlyList<Delivery>> ListAsync(string incidentId, CancellationToken cancellationToken);

    /// <summary>Writes if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryWriteAsync(Delivery delivery, string? etag, CancellationToken cancellationToken);
}
