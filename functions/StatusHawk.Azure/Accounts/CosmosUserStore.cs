using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

/// <summary>An address's document leads to its account. It comes first, so that no two accounts have one address; whoever died before the account is followed by the next who wants the address.</summary>
internal sealed class CosmosUserStore(CosmosDatabase cosmos) : IUserStore
{
    public async Task<Stored<User>?> ReadAsync(string userId, CancellationToken cancellationToken) =>
        await cosmos.Accounts.ReadAsync<AccountDocument<User>>(userId, userId, cancellationToken) is { } stored ? new(stored.Value.Body, stored.ETag) : null;

    public async Task<Stored<User>?> FindAsync(string email, CancellationToken cancellationToken) =>
        await ReadAddressAsync(email, cancellationToken) is { } address
        && await ReadAsync(address.Value.Body.UserId, cancellationToken) is { } user
        && Email.Hash(user.Value.Email) == Email.Hash(email) ? user : null;

    public async Task<bool> TryCreateAsync(User user, CancellationToken cancellationToken) =>
        await TryTakeAsync(user.Email, user.Id, cancellationToken)
        && await cosmos.Accounts.TryWriteAsync(DocumentOf(user), user.Id, user.Id, etag: null, cancellationToken);

    public Task<bool> TryReplaceAsync(User user, string etag, CancellationToken cancellationToken) =>
        cosmos.Accounts.TryWriteAsync(DocumentOf(user), user.Id, user.Id, etag, cancellationToken);

    private async Task<bool> TryTakeAsync(string email, string userId, CancellationToken cancellationToken)
    {
        var id = IdOf(email);
        var document = new AccountDocument<Address> { Id = id, Body = new(userId) };
        if (await ReadAddressAsync(email, cancellationToken) is not { } taken)
            return await cosmos.Accounts.TryWriteAsync(document, id, id, etag: null, cancellationToken);
        if (taken.Value.Body.UserId == userId) return true;
        if (await FindAsync(email, cancellationToken) is not null) return false;
        return await cosmos.Accounts.TryWriteAsync(document, id, id, taken.ETag, cancellationToken);
    }

    private Task<Stored<AccountDocument<Address>>?> ReadAddressAsync(string email, CancellationToken cancellationToken) =>
        cosmos.Accounts.ReadAsync<AccountDocument<Address>>(IdOf(email), IdOf(email), cancellationToken);

    private static string IdOf(string email) => "eml_" + Email.Hash(email);

    private static AccountDocument<User> DocumentOf(User user) => new() { Id = user.Id, Body = user };

    private sealed record Address(string UserId);
}
