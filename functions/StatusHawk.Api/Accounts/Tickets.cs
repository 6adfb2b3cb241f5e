using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Tokens of mails, as they come back.</summary>
internal static class Tickets
{
    /// <summary>Null when the token is of another kind, is wrong, has ended or was used.</summary>
    public static async Task<Ticket?> FindAsync(this IExpiringStore<Ticket> tickets, TicketKind kind, string token, DateTimeOffset now, CancellationToken cancellationToken) =>
        Ticket.IdOf(kind, token) is { } id && await tickets.ReadAsync(id, cancellationToken) is { Value: var ticket } && ticket.Kind == kind && now < ticket.ExpiresAt ? ticket : null;

    /// <summary>One text, whatever is wrong with it.</summary>
    public static void RefuseToken(this FieldReader fields) => fields.Refuse("token", "Is not valid: it may have ended, or was used already.");
}
