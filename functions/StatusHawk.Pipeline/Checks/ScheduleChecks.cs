using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Sends every round that is due within the next minute, and calls where heartbeats do.</summary>
public sealed partial class ScheduleChecks(Scheduling scheduling, SelfCall self, ILogger<ScheduleChecks> logger)
{
    [Function(nameof(ScheduleChecks))]
    public async Task Run([TimerTrigger("%Schedule:Every%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var calling = self.SendAsync(cancellationToken);
        var report = await scheduling.RunAsync(cancellationToken);
        await calling;
        if (report.Rounds > 0) RoundsSent(report.Rounds, report.Messages);
        if (report.Gap) SlotsLeftOut();
        if (report.Overtaken) Overtaken();
        foreach (var queue in report.QueuesAway) QueueAway(queue);
    }

    [LoggerMessage(LogLevel.Debug, "Sent {Rounds} rounds in {Messages} messages.")]
    private partial void RoundsSent(int rounds, int messages);

    [LoggerMessage(LogLevel.Warning, "Nobody had planned for longer than the horizon: each shard's newest slot runs, the ones before it stay unknown.")]
    private partial void SlotsLeftOut();

    [LoggerMessage(LogLevel.Error, "The queue {Queue} takes no messages: its region misses rounds until it does.")]
    private partial void QueueAway(string queue);

    [LoggerMessage(LogLevel.Information, "Another scheduler ran at the same time and sent the same rounds, which count once.")]
    private partial void Overtaken();
}
