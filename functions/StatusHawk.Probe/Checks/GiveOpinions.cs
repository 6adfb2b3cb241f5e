using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Watching;

namespace StatusHawk.Probe.Checks;

/// <summary>Runs checks that were asked for outside the schedule.</summary>
public sealed class GiveOpinions(RoundRunner runner, QueueWork work, ProbeOptions probe)
{
    [Function(nameof(GiveOpinions))]
    public Task Run([QueueTrigger("opinions-%ProbeRegion%", Connection = "RegionStorage")] string message, CancellationToken cancellationToken) =>
        work.RunAsync<RoundsMessage>(Queues.Opinions(probe.Region), message, request => runner.GiveOpinionsAsync(request, cancellationToken));
}
