using System.Text.Json;
using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Sends a mail to whoever wants an account. Nothing is made of it but a ticket, and nothing tells whether the address has an account.</summary>
public sealed class Register(
    IUserStore users, IExpiringStore<Ticket> tickets, Passwords passwords, MailLimits limits, AccountMails mails, IOptions<AccountOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public async Task<Result<Unit>> RunAsync(JsonElement body, string client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var (email, name) = (fields.Address(), fields.PersonsName());
        var password = fields.NewPassword(email, name);
        fields.Close();
        if (errors.Any) return new Result<Unit>.Invalid(errors.Items);
        if (options.Value.Registration == RegistrationMode.Closed)
            return new Result<Unit>.Denied(new Denial.Closed("Nobody can register here. Ask whoever runs this installation."));
        if (await limits.ReserveAsync(AccountMailKind.Verify, email, client, cancellationToken) is { } tooMany) return new Result<Unit>.Denied(tooMany);

        // The same work whoever has the address.
        var hash = passwords.Hash(password);
        var isTaken = await users.FindAsync(email, cancellationToken) is not null;
        var token = Ticket.NewToken(TicketKind.Registration);
        var ticket = new Ticket { Id = Ticket.IdOf(TicketKind.Registration, token)!, Kind = TicketKind.Registration, ExpiresAt = clock.GetUtcNow() + Lifetime };
        await tickets.TryWriteAsync(isTaken ? ticket : ticket with { Email = email, Name = name, PasswordHash = hash }, etag: null, cancellationToken);
        var mail = new AccountMail { Id = Ids.New(Ids.Mail), Kind = isTaken ? AccountMailKind.AddressTaken : AccountMailKind.Verify, To = email, ExpiresAt = ticket.ExpiresAt };
        await mails.SendAsync(mail, isTaken ? null : token, cancellationToken);
        return new Result<Unit>.Done(Unit.Value);
    }
}
