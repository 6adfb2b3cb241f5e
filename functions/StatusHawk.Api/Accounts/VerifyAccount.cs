using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Makes the account of whoever has read the mail. The account's id follows from the token: who comes again after a crash goes on with the same.</summary>
public sealed class VerifyAccount(IUserStore users, IExpiringStore<Ticket> tickets, TimeProvider clock)
{
    public async Task<Result<User>> RunAsync(JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var ticket = await tickets.FindAsync(TicketKind.Registration, fields.Needed("token"), clock.GetUtcNow(), cancellationToken);
        fields.Close();
        if (!errors.Any && ticket is not { Email: not null }) fields.RefuseToken();
        if (errors.Any) return new Result<User>.Invalid(errors.Items);

        var user = new User
        {
            Id = Ids.Of(Ids.User, ticket!.Id),
            Email = ticket.Email!,
            Name = ticket.Name!,
            PasswordHash = ticket.PasswordHash!,
            Stamp = User.NewStamp(),
            CreatedAt = clock.Now(),
        };
        var made = await users.TryCreateAsync(user, CancellationToken.None) ? user : (await users.ReadAsync(user.Id, cancellationToken))?.Value;
        if (made is null)
        {
            fields.Refuse("token", "The address has become another account's meanwhile.");
            return new Result<User>.Invalid(errors.Items);
        }

        await tickets.DeleteAsync(ticket.Id, CancellationToken.None);
        return new Result<User>.Done(made);
    }
}
