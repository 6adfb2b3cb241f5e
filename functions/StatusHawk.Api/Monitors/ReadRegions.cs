using Microsoft.Extensions.Logging;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Monitors;

/// <summary>The regions of this installation, and what they have reported of themselves.</summary>
public sealed partial class ReadRegions(MonitorRules rules, IPageStore pages, ILogger<ReadRegions> logger)
{
    public async Task<IReadOnlyList<RegionView>> RunAsync(CancellationToken cancellationToken)
    {
        PipelineHeartbeat? heartbeat = null;
        try
        {
            heartbeat = await pages.ReadHeartbeatAsync(cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            // Their names are known all the same.
            LogUnknown(e);
        }

        return [.. rules.Regions.Select(name => new RegionView(name, new(heartbeat is null ? null : heartbeat.RegionsWithoutPing?.Contains(name) != true)))];
    }

    [LoggerMessage(LogLevel.Warning, "What regions can do could not be read.")]
    private partial void LogUnknown(Exception exception);
}

public sealed record RegionView(string Name, CapabilitiesView Capabilities);

/// <summary>What a region can do; null: not known.</summary>
/// <param name="Icmp">Whether it can send ICMP echo requests, as far as it has reported that it cannot.</param>
public sealed record CapabilitiesView(bool? Icmp);
