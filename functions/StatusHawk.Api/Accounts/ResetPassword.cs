using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Sets a new password for whoever read the mail, and ends all sessions: those first, so that none outlives the old password. The account's stamp changes with the password,
/// so that of any number of tokens one is used once. A second factor stays.
/// </summary>
public sealed class ResetPassword(
    IUserStore users, IExpiringStore<Ticket> tickets, Passwords passwords, EndSessions end, Limiting limiting, AccountMails mails, TimeProvider clock)
{
    private const int Tries = 20;
    private static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(1);

    public async Task<Result<Unit>> RunAsync(JsonElement body, string client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var ticket = await tickets.FindAsync(TicketKind.PasswordReset, fields.Needed("token"), clock.GetUtcNow(), cancellationToken);
        var found = ticket is { UserId: { } userId } ? await users.ReadAsync(userId, cancellationToken) : null;
        var isValid = found is not null && found.Value.Stamp == ticket!.Stamp;
        var password = fields.NewPassword(isValid ? found!.Value.Email : null, isValid ? found!.Value.Name : null);
        fields.Close();
        if (!errors.Any && !isValid) fields.RefuseToken();
        if (errors.Any) return new Result<Unit>.Invalid(errors.Items);

        var hash = passwords.Hash(password);
        for (var tries = 0; tries < Tries; tries++)
        {
            if (found is null || found.Value.Stamp != ticket!.Stamp)
            {
                fields.RefuseToken();
                return new Result<Unit>.Invalid(errors.Items);
            }

            var user = found.Value;
            await end.DeleteAsync(user.SessionIds);
            var next = user.WithPassword(hash).Knowing(client) with { SessionIds = [] };
            if (await users.TryReplaceAsync(next, found.ETag, CancellationToken.None))
            {
                await tickets.DeleteAsync(ticket.Id, CancellationToken.None);

                // Whoever has the mailbox comes in, however many guessed before.
                await limiting.ForgetAsync(SignIn.Here(user.Email, client), CancellationToken.None);
                var mail = new AccountMail
                {
                    Id = Ids.New(Ids.Mail),
                    Kind = AccountMailKind.PasswordChanged,
                    To = user.Email,
                    Name = user.Name,
                    ExpiresAt = clock.GetUtcNow() + NoticeLifetime,
                };
                await mails.SendAsync(mail, token: null, CancellationToken.None);
                return new Result<Unit>.Done(Unit.Value);
            }

            found = await users.ReadAsync(user.Id, cancellationToken);
        }

        throw new StoreContendedException("Others keep changing this account.");
    }
}
