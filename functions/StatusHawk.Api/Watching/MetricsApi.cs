using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Accounts;
using StatusHawk.Api.Uptime;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;
using StatusHawk.Core.Watching;

namespace StatusHawk.Api.Watching;

/// <summary>
/// The process' metrics for whoever watches the installation, and a workspace's own monitors for whoever has a key of it. With the latter come the former only
/// where they are open to all.
/// </summary>
public sealed class MetricsApi(MetricsPage page, Authentication authentication, IMonitorStore monitors, ILiveStore live, RecentOverviews recent)
{
    private const string Scheme = "Bearer ";

    [Function(FunctionNames.Metrics)]
    public async Task<IActionResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "metrics")] HttpRequest request)
    {
        var (authorization, cancelled) = (Credentials.Of(request), request.HttpContext.RequestAborted);
        if (await WorkspaceAsync(authorization, cancelled) is { } workspaceId)
        {
            var states = live.ListAsync(workspaceId, cancelled);
            var hours = recent.ListAsync(workspaceId, RollUpSpan.Hour, cancelled);
            var all = await monitors.ListAsync(workspaceId, cancelled);
            return page.Of(WorkspaceMetrics.Of(all, await states, await hours), request.Headers.Accept, withProcess: page.IsOpen).ToResult();
        }

        var answer = page.Answer(authorization, request.Headers.Accept);
        if (answer.Status == StatusCodes.Status401Unauthorized) request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return answer.ToResult();
    }

    // A key that is good for monitors: metrics say no more than they do.
    private async Task<string?> WorkspaceAsync(string authorization, CancellationToken cancellationToken)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || ApiKeyToken.Parse(authorization[Scheme.Length..].Trim()) is not { } token) return null;
        return await authentication.FindAsync(authorization, token.WorkspaceId, cancellationToken) is { Workspace.Id: var id, Caller: Caller.Key key }
            && key.ApiKey.Areas?.Contains(Area.Monitors) is not false ? id : null;
    }
}
