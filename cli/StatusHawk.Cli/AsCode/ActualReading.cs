using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.AsCode;

/// <summary>Reads what is there, of the parts that are asked for.</summary>
public static class ActualReading
{
    public static async Task<Actual> ReadAsync(Workspace workspace, bool monitors, bool channels, bool page, CancellationToken cancellationToken) => new()
    {
        Regions = monitors ? await workspace.RegionsAsync(cancellationToken) : null,
        Monitors = monitors ? await workspace.ListAsync("monitors", "The monitors were not read", int.MaxValue, cancellationToken) : [],
        Channels = channels ? await workspace.ListAsync("channels", "The channels were not read", int.MaxValue, cancellationToken) : [],
        Page = page ? (await workspace.GetAsync("status-page", "The status page was not read", cancellationToken)).Object : null,
    };
}
