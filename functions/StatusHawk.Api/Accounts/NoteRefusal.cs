using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Writes down that somebody of a workspace wanted to change what that role or key may not. Nothing is changed, so the answer does not wait for a log that is away. Of
/// strangers there is no row: who is not in a workspace writes nothing into its log.
/// </summary>
public sealed partial class NoteRefusal(IAuditLog log, AuditRows rows, ILogger<NoteRefusal> logger)
{
    public async Task RunAsync(string function, HttpContext http)
    {
        if (!AuditRows.IsChange(http)) return;
        var entry = rows.New(function, http) with { Outcome = AuditOutcome.Refused, Status = StatusCodes.Status403Forbidden };
        try
        {
            await log.AddAsync(entry, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotNoted(function, entry.Of, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "That {FunctionName} was refused to somebody of {WorkspaceId} could not be written down.")]
    private partial void LogNotNoted(string functionName, string workspaceId, Exception exception);
}
