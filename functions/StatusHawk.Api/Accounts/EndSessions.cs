using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Ends sessions: the session itself first, from which moment its tokens do not work, then its place in the person's list.</summary>
public sealed class EndSessions(IUserStore users, IExpiringStore<Session> sessions)
{
    private const int Tries = 20;

    /// <summary>Ends one, whoever's it is; the list may keep it, since one that is not there is left out.</summary>
    public async Task<bool> RunAsync(string userId, string sessionId, CancellationToken cancellationToken)
    {
        if (await sessions.ReadAsync(sessionId, cancellationToken) is not { } stored || stored.Value.UserId != userId) return false;
        await sessions.DeleteAsync(sessionId, CancellationToken.None);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await users.ReadAsync(userId, CancellationToken.None) is not { } user || !user.Value.SessionIds.Contains(sessionId, StringComparer.Ordinal)) break;
            var next = user.Value with { SessionIds = [.. user.Value.SessionIds.Where(id => id != sessionId)] };
            if (await users.TryReplaceAsync(next, user.ETag, CancellationToken.None)) break;
        }

        return true;
    }

    /// <summary>Of sessions that are in no list, or will not be.</summary>
    public Task DeleteAsync(IEnumerable<string> sessionIds) => Task.WhenAll(sessionIds.Select(id => sessions.DeleteAsync(id, CancellationToken.None)));
}
