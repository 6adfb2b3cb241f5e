using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Azure.Accounts;

/// <summary>Documents that the account removes by itself.</summary>
internal sealed class CosmosExpiringStore<T>(CosmosDatabase cosmos, TimeProvider clock) : IExpiringStore<T>
    where T : class, IExpiring
{
    // Machines' clocks differ: better a little longer there than gone too early.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    public async Task<Stored<T>?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await cosmos.Accounts.ReadAsync<AccountDocument<T>>(id, id, cancellationToken) is { } stored ? new(stored.Value.Body, stored.ETag) : null;

    public Task<bool> TryWriteAsync(T value, string? etag, CancellationToken cancellationToken)
    {
        var ttl = Math.Max(1, Math.Ceiling((value.ExpiresAt - clock.GetUtcNow() + Slack).TotalSeconds));
        var document = new AccountDocument<T> { Id = value.Id, Ttl = (int)Math.Min(ttl, int.MaxValue), Body = value };
        return cosmos.Accounts.TryWriteAsync(document, value.Id, value.Id, etag, cancellationToken);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => cosmos.Accounts.DeleteAsync(id, id, cancellationToken);
}
