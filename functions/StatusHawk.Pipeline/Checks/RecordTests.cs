using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Watching;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Stores what tests found, for whoever asked. Probes reach no store.</summary>
public sealed class RecordTests(ITestAnswers answers, QueueWork work)
{
    [Function(nameof(RecordTests))]
    public Task Run([QueueTrigger(Queues.Tests, Connection = "HomeStorage")] string message, CancellationToken cancellationToken) =>
        work.RunAsync<TestAnswer>(Queues.Tests, message, answer => answers.StoreAsync(answer, cancellationToken));
}
