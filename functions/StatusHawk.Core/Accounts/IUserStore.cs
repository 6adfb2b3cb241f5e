namespace StatusHawk.Core.Accounts;

/// <summary>People with accounts.</summary>
public interface IUserStore
{
    Task<Stored<User>?> ReadAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Whose address it is; null: nobody's.</summary>
    Task<Stored<User>?> FindAsync(string email, CancellationToken cancellationToken);

    /// <summary>Takes the address and makes the account. False when the address is another account's.</summary>
    Task<bool> TryCreateAsync(User user, CancellationToken cancellationToken);

    /// <summary>Replaces all but the address, if nobody else did since <paramref name="etag"/> was read; false if somebody did.</summary>
    Task<bool> TryReplaceAsync(User user, string etag, CancellationToken cancellationToken);
}
