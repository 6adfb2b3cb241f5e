using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>Up to where hours have been asked to be summed up, and days to be closed.</summary>
public interface IHistoryProgress
{
    /// <summary>Everything before this slot is asked for; null before the first run.</summary>
    Task<Stored<Slot>?> ReadAsync(RollUpSpan span, CancellationToken cancellationToken);

    /// <summary>Moves it if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryMoveAsync(RollUpSpan span, Slot slot, string? etag, CancellationToken cancellationToken);
}
