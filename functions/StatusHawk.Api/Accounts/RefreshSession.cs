using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Gives new tokens for a refresh token. One that comes back after it was used ends the session: two have it, and nobody knows which is the thief.</summary>
public sealed class RefreshSession(IUserStore users, IExpiringStore<Session> sessions, EndSessions end, TimeProvider clock)
{
    private const int Tries = 5;
    private static readonly Result<SignedIn> Ended = new Result<SignedIn>.Denied(new Denial.Wrong("The session has ended, or this is not its refresh token: sign in."));

    public async Task<Result<SignedIn>> RunAsync(JsonElement body, Client client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var text = fields.Needed("refreshToken");
        fields.Close();
        if (errors.Any) return new Result<SignedIn>.Invalid(errors.Items);
        if (SessionToken.Parse(SessionToken.Refresh, text) is not { } token) return Ended;

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await sessions.ReadAsync(token.SessionId, cancellationToken) is not { } stored) return Ended;
            var (session, now) = (stored.Value, clock.Now());
            var use = session.Judge(token, now);
            if (use == RefreshUse.Unknown) return Ended;
            var user = (await users.ReadAsync(session.UserId, cancellationToken))?.Value;
            if (use == RefreshUse.Reused || user is null || !user.SessionIds.Contains(session.Id, StringComparer.Ordinal))
            {
                await end.RunAsync(session.UserId, session.Id, CancellationToken.None);
                return Ended;
            }

            var (next, tokens) = session.Renew(use, user.Name, client, now);
            if (await sessions.TryWriteAsync(next, stored.ETag, CancellationToken.None)) return new Result<SignedIn>.Done(new(user, next, tokens));
        }

        throw new StoreContendedException("Too many renew one session at once.");
    }
}
