using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Who changed what in a workspace.</summary>
public sealed class AuditApi(IAuditLog log, ForgetOldChanges forget)
{
    private const int TimeLength = 40;

    [Function(FunctionNames.ListAudit)]
    public Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/workspaces/{workspaceId}/audit")] HttpRequest request, string workspaceId) =>
        request.WithListAsync(query => (From: Time(query, "from"), To: Time(query, "to")), async (span, range) =>
        {
            var (from, to) = (span.From > forget.Cutoff ? span.From.Value : forget.Cutoff, span.To ?? DateTimeOffset.MaxValue);
            IReadOnlyList<AuditEntry> found = from < to ? await log.ListAsync(new(workspaceId, from, to, range.After, range.Read), request.HttpContext.RequestAborted) : [];
            return range.Cut(found, entry => entry.Place).Select(AuditView.Of);
        });

    private static DateTimeOffset? Time(QueryReader query, string name)
    {
        if (query.Text(name, TimeLength) is not { } text) return null;
        var time = ZonedTime.Parse(text);
        if (time is null) query.Refuse(name, ZonedTime.Wanted);
        return time;
    }
}
