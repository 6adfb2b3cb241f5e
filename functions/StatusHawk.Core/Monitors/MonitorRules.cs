namespace StatusHawk.Core.Monitors;

/// <summary>What an installation allows a monitor to be.</summary>
/// <param name="Regions">The regions that there are, in alphabetical order.</param>
/// <param name="AllowPrivateTargets">Whether addresses that are not public may be checked.</param>
public sealed record MonitorRules(IReadOnlyList<string> Regions, bool AllowPrivateTargets)
{
    /// <summary>The regions that have reported that they cannot send ICMP echo requests.</summary>
    public IReadOnlyCollection<string> RegionsWithoutPing { get; init; } = [];
}
