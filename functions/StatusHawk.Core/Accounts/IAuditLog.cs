namespace StatusHawk.Core.Accounts;

/// <summary>Who changed what, of each workspace and each person's account.</summary>
public interface IAuditLog
{
    /// <summary>Adds a row, before anything is changed. One that is there already is fine: it is the same one, whose answer got lost.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Says what became of it. One that is gone stays gone.</summary>
    Task CompleteAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Takes away the row of what was not done. None there is fine.</summary>
    Task RemoveAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>The latest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Removes the oldest, those that began before a time, so many at most. Whether it left none.</summary>
    Task<bool> RemoveBeforeAsync(string of, DateTimeOffset before, int atMost, CancellationToken cancellationToken);
}

/// <summary>Which rows of the audit log.</summary>
/// <param name="Of">Of what.</param>
/// <param name="From">Begun at this time or later.</param>
/// <param name="To">Begun before this time.</param>
/// <param name="After">What was read last; null: from the latest on.</param>
/// <param name="AtMost">How many.</param>
public sealed record AuditQuery(string Of, DateTimeOffset From, DateTimeOffset To, ListPlace? After, int AtMost);
