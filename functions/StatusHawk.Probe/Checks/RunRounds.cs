using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Probe.Checks;

/// <summary>Runs the rounds that are due in this region.</summary>
public sealed class RunRounds(RoundRunner runner)
{
    [Function(nameof(RunRounds))]
    public Task Run([QueueTrigger("checks-%Probe:Region%", Connection = "RegionStorage")] QueueMessage message, CancellationToken cancellationToken) =>
        runner.RunRoundsAsync(StatusHawkJson.Read<RoundsMessage>(message.Body.ToString()), oneByOne: message.DequeueCount > 1, cancellationToken);
}
