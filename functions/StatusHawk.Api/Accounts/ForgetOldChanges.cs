using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Removes rows of the audit log that are too old to be shown: of a workspace or an account in which something changes, once a day, beside the request. So nobody has
/// to look through the whole table, and what is left of those in which nothing changes is not shown either.
/// </summary>
public sealed partial class ForgetOldChanges(IAuditLog log, IOptions<AuditOptions> options, TimeProvider clock, ILogger<ForgetOldChanges> logger)
{
    private const int AtMost = 500;
    private const int MostRemembered = 10_000;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private DateOnly _day;

    /// <summary>Rows that began before are not shown.</summary>
    public DateTimeOffset Cutoff => clock.GetUtcNow().AddDays(-options.Value.KeepForDays);

    public void OldOf(string of)
    {
        if (IsFirstToday(of)) _ = RunAsync(of);
    }

    private bool IsFirstToday(string of)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        lock (_gate)
        {
            if (today != _day || _done.Count >= MostRemembered) _done.Clear();
            _day = today;
            return _done.Add(of);
        }
    }

    private async Task RunAsync(string of)
    {
        try
        {
            await Task.Yield();
            await log.RemoveBeforeAsync(of, Cutoff, AtMost, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotRemoved(of, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old rows of {Of} in the audit log could not be removed; tomorrow is another day.")]
    private partial void LogNotRemoved(string of, Exception exception);
}
