using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>The steps of <see cref="ConfirmOutage"/>. Each may run twice.</summary>
public sealed partial class ConfirmOutageActivities(Confirmation confirmation, Opening opening, ILogger<ConfirmOutageActivities> logger)
{
    private const int StartsAtOnce = 8;

    [Function(FunctionNames.LookAtSuspects)]
    public Task<SuspectsView> Look([ActivityTrigger] ConfirmRequest request, CancellationToken cancellationToken) =>
        confirmation.LookAsync(request.WorkspaceId, request.Shard, cancellationToken);

    [Function(FunctionNames.AskForOpinions)]
    public async Task Ask([ActivityTrigger] AskRequest request, CancellationToken cancellationToken)
    {
        foreach (var region in await confirmation.AskAsync(request.Shard, request.MonitorIds, request.At, request.Lifetime, cancellationToken)) LogNotAsked(region, request.Shard);
    }

    [Function(FunctionNames.OpenIncidents)]
    public async Task<string[]> Open([ActivityTrigger] OpenRequest request, CancellationToken cancellationToken)
    {
        var opened = await opening.OpenAsync(request.WorkspaceId, request.MonitorIds, cancellationToken);
        foreach (var incident in opened) LogOpened(incident, request.WorkspaceId);
        return [.. opened];
    }

    [Function(FunctionNames.StartLifecycles)]
    public Task Start([ActivityTrigger] FollowRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var orchestrations = new DurableOrchestrations(client);
        return Parallel.ForEachAsync(
            request.IncidentIds,
            new ParallelOptions { MaxDegreeOfParallelism = StartsAtOnce, CancellationToken = cancellationToken },
            async (incidentId, token) => await orchestrations.FollowAsync(request.WorkspaceId, incidentId, atOnce: false, token));
    }

    [LoggerMessage(LogLevel.Warning, "The region {Region} could not be asked for a second opinion on suspects of {Shard}.")]
    private partial void LogNotAsked(string region, string shard);

    [LoggerMessage(LogLevel.Information, "Incident {IncidentId} of {WorkspaceId} is open.")]
    private partial void LogOpened(string incidentId, string workspaceId);
}
