using System.Text.Json;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Begins a session. Attempts are counted before the password is looked at. Whether an address has an account shows neither in the answer nor in what is read, counted
/// and hashed. One who guesses from elsewhere cannot lock the person out where the person has signed in before.
/// </summary>
public sealed class SignIn(
    IUserStore users, IExpiringStore<Session> sessions, Passwords passwords, Limiting limiting, EndSessions end, Sealer sealer,
    IOptions<AccountOptions> options, TimeProvider clock)
{
    // Whoever is overtaken was so by another who signed in, and those are limited.
    private const int Tries = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongWindow = TimeSpan.FromHours(1);
    private static readonly Result<SignedIn> Wrong = new Result<SignedIn>.Denied(new Denial.Wrong("The address or the password is wrong."));

    public async Task<Result<SignedIn>> RunAsync(JsonElement body, Client client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var (email, password, code) = (fields.Needed("email"), fields.Needed("password"), fields.Text("code"));
        fields.Close();
        if (errors.Any) return new Result<SignedIn>.Invalid(errors.Items);

        var found = await users.FindAsync(email, cancellationToken);
        if (await ReserveAsync(email, client.Address, found?.Value.Knows(client.Address) ?? false, cancellationToken) is { } wait)
            return new Result<SignedIn>.Denied(new Denial.TooMany(wait));
        var check = passwords.Check(found?.Value, password);
        if (check == PasswordCheck.Wrong) return Wrong;

        for (var tries = 0; tries < Tries; tries++)
        {
            var (user, now) = (found!.Value, clock.Now());
            if (user.SecondFactor is { } factor)
            {
                if (code is null) return new Result<SignedIn>.Denied(new Denial.NeedsCode(Sent: false));
                if (factor.Use(code, sealer.Open(factor.SealedSecret, user.Id), now) is not { } used) return new Result<SignedIn>.Denied(new Denial.NeedsCode(Sent: true));
                user = user with { SecondFactor = used };
            }

            // Another stamp would say that the password is another: what is hashed anew here is the same.
            if (check == PasswordCheck.RightButOld) user = user with { PasswordHash = passwords.Hash(password) };
            var (session, tokens) = Session.Begin(user.Id, user.Name, client, now);
            var dropped = user.SessionIds.SkipLast(User.MaxSessions - 1).ToArray();
            var next = user.Knowing(client.Address) with { SessionIds = [.. user.SessionIds.TakeLast(User.MaxSessions - 1), session.Id] };
            if (await users.TryReplaceAsync(next, found.ETag, CancellationToken.None)) return await BeginAsync(next, session, tokens, dropped, email, client);

            found = await users.ReadAsync(user.Id, cancellationToken);
            if (found is null || found.Value.Stamp != user.Stamp || Email.Hash(found.Value.Email) != Email.Hash(email)) return Wrong;
            if (check == PasswordCheck.RightButOld) check = passwords.Check(found.Value, password);
        }

        throw new StoreContendedException("Too many sign in to one account at once.");
    }

    private async Task<Result<SignedIn>> BeginAsync(User user, Session session, SessionTokens tokens, string[] dropped, string email, Client client)
    {
        await sessions.TryWriteAsync(session, etag: null, CancellationToken.None);

        // Whoever ended all sessions meanwhile could not end one that was not there yet.
        if (await users.ReadAsync(user.Id, CancellationToken.None) is not { } now || !now.Value.SessionIds.Contains(session.Id, StringComparer.Ordinal))
        {
            await sessions.DeleteAsync(session.Id, CancellationToken.None);
            return Wrong;
        }

        await end.DeleteAsync(dropped);
        await limiting.ForgetAsync(Here(email, client.Address), CancellationToken.None);
        return new Result<SignedIn>.Done(new(user, session, tokens));
    }

    private async Task<TimeSpan?> ReserveAsync(string email, string address, bool isKnown, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (await limiting.ReserveAsync($"sign-ins from {address}", new(settings.SignInsPerAddress, Window), cancellationToken) is { } wait) return wait;
        if (await limiting.ReserveAsync(Here(email, address), new(settings.SignInsPerAccountAndAddress, Window), cancellationToken) is { } wait2) return wait2;
        return isKnown ? null : await limiting.ReserveAsync($"sign-ins to {Email.Hash(email)} from elsewhere", new(settings.SignInsFromElsewhere, LongWindow), cancellationToken);
    }

    /// <summary>What is counted of one account and one address.</summary>
    internal static string Here(string email, string address) => $"sign-ins to {Email.Hash(email)} from {address}";
}

/// <param name="User">Who signed in.</param>
/// <param name="Session">What began.</param>
/// <param name="Tokens">What the client gets.</param>
public sealed record SignedIn(User User, Session Session, SessionTokens Tokens);
