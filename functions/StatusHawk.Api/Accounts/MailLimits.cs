using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Keeps mails that anybody can ask for to some. A mailbox whose limit is reached has had so many mails of that kind within the last hour, and what is in them works
/// for an hour at least: nobody is locked out by it.
/// </summary>
public sealed class MailLimits(Limiting limiting, IOptions<AccountOptions> options)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <returns>Null: go on.</returns>
    public async Task<Denial.TooMany?> ReserveAsync(AccountMailKind kind, string email, string client, CancellationToken cancellationToken)
    {
        if (await limiting.ReserveAsync($"mails from {client}", new(options.Value.MailsPerAddress, Window), cancellationToken) is { } wait) return new(wait);
        return await limiting.ReserveAsync($"mails {kind} to {Email.Hash(email)}", new(options.Value.MailsPerMailbox, Window), cancellationToken) is { } full ? new(full) : null;
    }
}
