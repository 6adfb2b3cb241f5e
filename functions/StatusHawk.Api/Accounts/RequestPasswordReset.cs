using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Sends a mail by which a person sets a new password. The same is read, stored and sent for an address that nobody has; only the mail says so.</summary>
public sealed class RequestPasswordReset(IUserStore users, IExpiringStore<Ticket> tickets, MailLimits limits, AccountMails mails, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task<Result<Unit>> RunAsync(JsonElement body, string client, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var email = fields.Address();
        fields.Close();
        if (errors.Any) return new Result<Unit>.Invalid(errors.Items);
        if (await limits.ReserveAsync(AccountMailKind.PasswordReset, email, client, cancellationToken) is { } tooMany) return new Result<Unit>.Denied(tooMany);

        var user = (await users.FindAsync(email, cancellationToken))?.Value;
        var token = Ticket.NewToken(TicketKind.PasswordReset);
        var ticket = new Ticket
        {
            Id = Ticket.IdOf(TicketKind.PasswordReset, token)!,
            Kind = TicketKind.PasswordReset,
            ExpiresAt = clock.GetUtcNow() + Lifetime,
            UserId = user?.Id,
            Stamp = user?.Stamp,
        };
        await tickets.TryWriteAsync(ticket, etag: null, cancellationToken);
        var mail = new AccountMail
        {
            Id = Ids.New(Ids.Mail),
            Kind = user is null ? AccountMailKind.NoAccount : AccountMailKind.PasswordReset,
            To = user?.Email ?? email,
            Name = user?.Name,
            ExpiresAt = ticket.ExpiresAt,
        };
        await mails.SendAsync(mail, user is null ? null : token, cancellationToken);
        return new Result<Unit>.Done(Unit.Value);
    }
}
