using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Accounts;

/// <summary>A workspace's plan, and what is used of it.</summary>
public sealed class UsageApi(IMonitorStore monitors, IMemberStore members, IWorkspaceStore workspaces, IChannelStore channels, IPlans plans, RequestsPerMinute quotas)
{
    [Function(FunctionNames.ReadUsage)]
    public async Task<IActionResult> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/workspaces/{workspaceId}/usage")] HttpRequest request, string workspaceId)
    {
        var ended = request.HttpContext.RequestAborted;
        var (counting, people) = (monitors.CountAsync(workspaceId, ended), members.ListAsync(workspaceId, ended));
        var (keys, telling) = (workspaces.ListKeysAsync(workspaceId, ended), channels.ListAsync(workspaceId, ended));
        await Task.WhenAll(counting, people, keys, telling);
        var used = new UsedView(await counting, (await people).Count, (await keys).Count(key => !key.IsOfSettings), (await telling).Count);
        return new JsonAnswer(200, new UsageView(PlanView.Of(plans.Of(request), quotas(request.Admission())), used));
    }
}
