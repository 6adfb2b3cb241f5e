namespace StatusHawk.Core.Checks.Planning;

/// <summary>How far rounds have been planned, as every scheduler sees it.</summary>
public interface ICursorStore
{
    /// <summary>Null before the first run.</summary>
    Task<Stored<Slot>?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Moves it if nobody else did since <paramref name="etag"/> was read (null: since it was absent); false if somebody did.</summary>
    Task<bool> TryMoveAsync(Slot cursor, string? etag, CancellationToken cancellationToken);
}
