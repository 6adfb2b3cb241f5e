using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

/// <summary>
/// An address's document leads to its account. It comes first, so that no two accounts have one address. Whoever died before the account had it leaves a claim,
/// which anybody else may take over when nobody can be under way with it any more.
/// </summary>
internal sealed class CosmosUserStore(CosmosDatabase cosmos, TimeProvider clock) : IUserStore
{
    /// <summary>Longer than the platform lets a function run.</summary>
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromMinutes(15);

    public async Task<Stored<User>?> ReadAsync(string userId, CancellationToken cancellationToken) =>
        await cosmos.Accounts.ReadAsync<AccountDocument<User>>(userId, userId, cancellationToken) is { } stored ? new(stored.Value.Body, stored.ETag) : null;

    // An address that nobody has is read as one that somebody has: how long it takes tells nothing.
    public async Task<Stored<User>?> FindAsync(string email, CancellationToken cancellationToken) =>
        await FindAsync(await ReadAddressAsync(email, cancellationToken), email, cancellationToken);

    public async Task<bool> TryCreateAsync(User user, CancellationToken cancellationToken) =>
        await TryTakeAsync(user.Email, user.Id, cancellationToken)
        && await cosmos.Accounts.TryWriteAsync(DocumentOf(user), user.Id, user.Id, etag: null, cancellationToken);

    public Task<bool> TryReplaceAsync(User user, string etag, CancellationToken cancellationToken) =>
        cosmos.Accounts.TryWriteAsync(DocumentOf(user), user.Id, user.Id, etag, cancellationToken);

    public async Task<Moved> TryMoveAsync(User user, string before, string etag, CancellationToken cancellationToken)
    {
        if (!await TryTakeAsync(user.Email, user.Id, cancellationToken)) return Moved.Taken;
        if (!await TryReplaceAsync(user, etag, cancellationToken)) return Moved.Overtaken;
        if (Email.Hash(before) != Email.Hash(user.Email)) await FreeAsync(before, user.Id, cancellationToken);
        return Moved.Done;
    }

    public async Task<bool> TryDeleteAsync(User user, string etag, CancellationToken cancellationToken)
    {
        // The address last: it is a hash that leads nowhere then, and whoever wants it may have it.
        if (!await cosmos.Accounts.TryDeleteAsync(user.Id, user.Id, etag, cancellationToken)) return false;
        await FreeAsync(user.Email, user.Id, cancellationToken);
        return true;
    }

    private async Task<Stored<User>?> FindAsync(Stored<AccountDocument<Address>>? address, string email, CancellationToken cancellationToken) =>
        await ReadAsync(address?.Value.Body.UserId ?? Ids.Of(Ids.User, email), cancellationToken) is { } user
        && address is not null && Email.Hash(user.Value.Email) == Email.Hash(email) ? user : null;

    private async Task<bool> TryTakeAsync(string email, string userId, CancellationToken cancellationToken)
    {
        var (id, now) = (IdOf(email), clock.GetUtcNow());
        var document = new AccountDocument<Address> { Id = id, Body = new(userId, now) };
        if (await ReadAddressAsync(email, cancellationToken) is not { } taken)
            return await cosmos.Accounts.TryWriteAsync(document, id, id, etag: null, cancellationToken);
        if (taken.Value.Body.UserId != userId && (await FindAsync(taken, email, cancellationToken) is not null || now - taken.Value.Body.ClaimedAt < ClaimHolds)) return false;

        // The own claim begins anew, so that nobody takes it over while it is gone on with.
        return await cosmos.Accounts.TryWriteAsync(document, id, id, taken.ETag, cancellationToken);
    }

    private async Task FreeAsync(string email, string userId, CancellationToken cancellationToken)
    {
        if (await ReadAddressAsync(email, cancellationToken) is { } address && address.Value.Body.UserId == userId)
            await cosmos.Accounts.TryDeleteAsync(IdOf(email), IdOf(email), address.ETag, cancellationToken);
    }

    private Task<Stored<AccountDocument<Address>>?> ReadAddressAsync(string email, CancellationToken cancellationToken) =>
        cosmos.Accounts.ReadAsync<AccountDocument<Address>>(IdOf(email), IdOf(email), cancellationToken);

    private static string IdOf(string email) => "eml_" + Email.Hash(email);

    private static AccountDocument<User> DocumentOf(User user) => new() { Id = user.Id, Body = user };

    private sealed record Address(string UserId, DateTimeOffset ClaimedAt);
}
