using Microsoft.Azure.Functions.Worker;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Pipeline.Uptime;

/// <summary>Asks for each hour to be summed up once it has settled, and for each day to be closed.</summary>
public sealed class RequestRollUps(Summaries summaries)
{
    [Function(nameof(RequestRollUps))]
    public Task Run([TimerTrigger("%UptimeEvery%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellationToken) => summaries.RequestAsync(cancellationToken);
}
