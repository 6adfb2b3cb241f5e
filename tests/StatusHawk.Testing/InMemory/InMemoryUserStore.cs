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

    public Task<Moved> TryMoveAsync(User user, string before, string etag, CancellationToken cancellationToken) => journal.RunAsync($"Users.Move {user.Id}", () =>
    {
        if (_users.All.Any(other => other.Id != user.Id && Email.Hash(other.Email) == Email.Hash(user.Email))) return Moved.Taken;
        return _users.TryWrite(user.Id, user, etag) ? Moved.Done : Moved.Overtaken;
    });

    public Task<bool> TryDeleteAsync(User user, string etag, CancellationToken cancellationToken) => journal.RunAsync($"Users.Delete {user.Id}", () =>
    {
        if (_users.Find(user.Id)?.ETag != etag) return false;
        _users.Remove(user.Id);
        return true;
    });
}
