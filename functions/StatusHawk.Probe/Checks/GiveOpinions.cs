using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Probe.Checks;

/// <summary>Runs checks that were asked for outside the schedule.</summary>
public sealed class GiveOpinions(RoundRunner runner)
{
    [Function(nameof(GiveOpinions))]
    public Task Run([QueueTrigger("opinions-%Probe:Region%", Connection = "RegionStorage")] string message, CancellationToken cancellationToken) =>
        runner.GiveOpinionsAsync(StatusHawkJson.Read<RoundsMessage>(message), cancellationToken);
}
