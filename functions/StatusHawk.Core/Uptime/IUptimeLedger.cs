using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>The ledger of uptime: rows are added, never changed.</summary>
public interface IUptimeLedger
{
    /// <summary>Every row of a monitor whose day begins in [from, to), corrections too, by day and number.</summary>
    Task<IReadOnlyList<UptimeRow>> ListAsync(string monitorId, Slot from, Slot to, CancellationToken cancellationToken);

    /// <summary>Adds a row; false when that number is taken.</summary>
    Task<bool> TryAddAsync(UptimeRow row, CancellationToken cancellationToken);
}
