using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Gives an account another address, when a mail to the new one was read. The old one is told.</summary>
public sealed class ChangeEmail(IUserStore users, IExpiringStore<Ticket> tickets, Proving proving, MailLimits limits, AccountMails mails, TimeProvider clock)
{
    private const int Tries = 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Sends the mail. Whether the address is another's is told to its owner alone.</summary>
    public async Task<Result<Unit>> AskAsync(string userId, JsonElement body, string client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var (email, password) = (fields.Address(), fields.Needed("password"));
        fields.Close();
        if (errors.Any) return new Result<Unit>.Invalid(errors.Items);

        return await proving.RunAsync<Unit>(userId, new(password), async stored => await SendAsync(stored.Value, email, client, cancellationToken), cancellationToken);
    }

    public async Task<Result<Unit>> ConfirmAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var ticket = await tickets.FindAsync(TicketKind.EmailChange, fields.Needed("token"), clock.GetUtcNow(), cancellationToken);
        fields.Close();
        for (var tries = 0; tries < Tries && !errors.Any; tries++)
        {
            if (ticket is not { UserId: { } userId, Email: { } email } || await users.ReadAsync(userId, cancellationToken) is not { } stored || stored.Value.Stamp != ticket.Stamp)
            {
                fields.RefuseToken();
                break;
            }

            if (await users.FindAsync(email, cancellationToken) is { } other && other.Value.Id != userId)
            {
                fields.Refuse("token", "The address has become another account's meanwhile.");
                break;
            }

            // Told before it is done, so that nobody who dies in between leaves a change that nobody was told of; the same mail when it is tried again.
            var user = stored.Value;
            var notice = new AccountMail
            {
                Id = Ids.Of(Ids.Mail, ticket.Id),
                Kind = AccountMailKind.EmailChanged,
                To = user.Email,
                Name = user.Name,
                Other = email,
                ExpiresAt = clock.GetUtcNow() + Lifetime,
            };
            await mails.SendAsync(notice, token: null, CancellationToken.None);
            var moved = await users.TryMoveAsync(user with { Email = email, Stamp = User.NewStamp() }, user.Email, stored.ETag, CancellationToken.None);
            if (moved == Moved.Overtaken) continue;
            if (moved == Moved.Taken)
            {
                fields.Refuse("token", "The address has become another account's meanwhile.");
                break;
            }

            await tickets.DeleteAsync(ticket.Id, CancellationToken.None);
            return new Result<Unit>.Done(Unit.Value);
        }

        return errors.Any ? new Result<Unit>.Invalid(errors.Items) : throw new StoreContendedException("Others keep changing this account.");
    }

    private async Task<Result<Unit>> SendAsync(User user, string email, string client, CancellationToken cancellationToken)
    {
        if (await limits.ReserveAsync(AccountMailKind.ConfirmEmail, email, client, cancellationToken) is { } tooMany) return new Result<Unit>.Denied(tooMany);
        var isTaken = await users.FindAsync(email, cancellationToken) is { } other && other.Value.Id != user.Id;
        var token = Ticket.NewToken(TicketKind.EmailChange);
        var ticket = new Ticket { Id = Ticket.IdOf(TicketKind.EmailChange, token)!, Kind = TicketKind.EmailChange, ExpiresAt = clock.GetUtcNow() + Lifetime };
        await tickets.TryWriteAsync(isTaken ? ticket : ticket with { UserId = user.Id, Stamp = user.Stamp, Email = email }, etag: null, cancellationToken);
        var mail = new AccountMail
        {
            Id = Ids.New(Ids.Mail),
            Kind = isTaken ? AccountMailKind.AddressTaken : AccountMailKind.ConfirmEmail,
            To = email,
            Name = isTaken ? null : user.Name,
            ExpiresAt = ticket.ExpiresAt,
        };
        await mails.SendAsync(mail, isTaken ? null : token, cancellationToken);
        return new Result<Unit>.Done(Unit.Value);
    }
}
