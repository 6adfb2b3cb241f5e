using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Watching;

namespace StatusHawk.Pipeline.Checks;

/// <summary>Sends every round that is due within the next minute, and calls where heartbeats do.</summary>
public sealed partial class ScheduleChecks(Scheduling scheduling, SelfCall self, ILogger<ScheduleChecks> logger)
{
    [Function(nameof(ScheduleChecks))]
    public Task Run([TimerTrigger("%ScheduleEvery%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) =>
        WatchedRun.CountAsync(nameof(ScheduleChecks), Instruments.ScheduleRuns, () => RunAsync(cancellationToken));

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var calling = self.SendAsync(cancellationToken);
        var report = await scheduling.RunAsync(cancellationToken);
        await calling;
        Instruments.ScheduleRounds.Add(report.Rounds);
        Instruments.ScheduleMessages.Add(report.Messages);
        if (report.Rounds > 0) RoundsSent(report.Rounds, report.Messages);
        if (report.Gap) SlotsLeftOut();
        if (report.Overtaken) Overtaken();
        foreach (var queue in report.QueuesAway) QueueAway(queue);
        return report.Gap ? "gap" : report.Overtaken ? "overtaken" : "done";
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
