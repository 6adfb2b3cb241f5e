namespace StatusHawk.Core.Accounts;

/// <summary>Counts attempts before they are made, where all instances see them: of many at once no more pass than one after the other.</summary>
public sealed class Limiting(IExpiringStore<Attempts> store, TimeProvider clock)
{
    /// <returns>Null: go on. Otherwise how long to wait.</returns>
    public async Task<TimeSpan?> ReserveAsync(string what, AttemptLimit limit, CancellationToken cancellationToken)
    {
        var id = IdOf(what);

        // Whoever is overtaken was so by an attempt that counts: so often, and there is none left.
        for (var tries = 0; tries <= limit.Attempts; tries++)
        {
            var (stored, now) = (await store.ReadAsync(id, cancellationToken), clock.GetUtcNow());
            var (reserved, wait) = limit.Reserve(id, stored?.Value, now);
            if (reserved is null) return wait;
            if (await store.TryWriteAsync(reserved, stored?.ETag, cancellationToken)) return null;
        }

        return limit.Window / limit.Attempts;
    }

    /// <summary>Forgets them: whoever asked proved to be the right one.</summary>
    public Task ForgetAsync(string what, CancellationToken cancellationToken) => store.DeleteAsync(IdOf(what), cancellationToken);

    // Addresses of people and machines are nobody's business.
    private static string IdOf(string what) => "att_" + Secret.Hash(what);
}
