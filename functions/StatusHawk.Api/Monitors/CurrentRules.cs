using Microsoft.Extensions.Logging;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Monitors;

/// <summary>What this installation allows, with what its regions have reported of themselves.</summary>
public sealed partial class CurrentRules(MonitorRules rules, IPageStore pages, ILogger<CurrentRules> logger)
{
    public async Task<MonitorRules> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return rules with { RegionsWithoutPing = (await pages.ReadHeartbeatAsync(cancellationToken))?.RegionsWithoutPing ?? [] };
        }
        catch (StoreUnavailableException e)
        {
            // A region that cannot do what is asked of it abstains: worse would be to refuse everyone's monitors now.
            LogUnknown(e);
            return rules;
        }
    }

    [LoggerMessage(LogLevel.Warning, "What regions can do could not be read.")]
    private partial void LogUnknown(Exception exception);
}
