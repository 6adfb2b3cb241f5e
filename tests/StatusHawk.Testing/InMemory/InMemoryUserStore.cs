using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryUserStore(StoreJournal journal) : IUserStore
{
    private readonly Documents<User> _users = new();

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _users.Json];

    /// <summary>Takes an account away, as its deletion does.</summary>
    public void Forget(string userId) => _users.Remove(userId);

    public Task<Stored<User>?> ReadAsync(string userId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Users.Read {userId}", () => _users.Find(userId));

    public Task<Stored<User>?> FindAsync(string email, CancellationToken cancellationToken) =>
        journal.RunAsync("Users.Find", () => _users.All.FirstOrDefault(user => Email.Hash(user.Email) == Email.Hash(email)) is { } user ? _users.Find(user.Id) : null);

    public Task<bool> TryCreateAsync(User user, CancellationToken cancellationToken) =>
        journal.RunAsync($"Users.Create {user.Id}", () => _users.All.All(other => Email.Hash(other.Email) != Email.Hash(user.Email)) && _users.TryAdd(user.Id, user));

    public Task<bool> TryReplaceAsync(User user, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Users.Replace {user.Id}", () => _users.TryWrite(user.Id, user, etag));
}
