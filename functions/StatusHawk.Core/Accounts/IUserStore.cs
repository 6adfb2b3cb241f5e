namespace StatusHawk.Core.Accounts;

/// <summary>People with accounts.</summary>
public interface IUserStore
{
    Task<Stored<User>?> ReadAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Whose address it is; null: nobody's, which takes as many reads.</summary>
    Task<Stored<User>?> FindAsync(string email, CancellationToken cancellationToken);

    /// <summary>Takes the address and makes the account. False when the address is another account's, or the account is there.</summary>
    Task<bool> TryCreateAsync(User user, CancellationToken cancellationToken);

    /// <summary>Replaces all but the address, if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(User user, string etag, CancellationToken cancellationToken);

    /// <summary>As <see cref="TryReplaceAsync"/>, with another address. Whoever dies in the middle leaves the account at one of the two.</summary>
    /// <param name="user">With the new address.</param>
    /// <param name="before">The address it has now.</param>
    /// <param name="etag">As it was read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Moved> TryMoveAsync(User user, string before, string etag, CancellationToken cancellationToken);

    /// <summary>Removes the account, then frees its address, if nobody wrote it since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryDeleteAsync(User user, string etag, CancellationToken cancellationToken);
}

/// <summary>What came of giving an account another address.</summary>
public enum Moved
{
    Done,

    /// <summary>The address is another account's.</summary>
    Taken,

    /// <summary>Somebody else wrote the account meanwhile.</summary>
    Overtaken,
}
