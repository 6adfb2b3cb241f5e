using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Watching;

namespace StatusHawk.Probe.Checks;

/// <summary>Runs the rounds that are due in this region.</summary>
public sealed class RunRounds(RoundRunner runner, QueueWork work, ProbeOptions probe)
{
    [Function(nameof(RunRounds))]
    public Task Run([QueueTrigger("checks-%ProbeRegion%", Connection = "RegionStorage")] QueueMessage message, CancellationToken cancellationToken) =>
        work.RunAsync<RoundsMessage>(
            Queues.Checks(probe.Region), message.Body.ToString(), rounds => runner.RunRoundsAsync(rounds, oneByOne: message.DequeueCount > 1, cancellationToken));
}
