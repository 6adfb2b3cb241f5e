namespace StatusHawk.Core.Monitors;

/// <summary>A shard that a monitor was in, with the interval and the regions that made it leave.</summary>
/// <param name="Shard">The shard; its log is read along for the time before <paramref name="Until"/>.</param>
/// <param name="IntervalSeconds">As it was then.</param>
/// <param name="Regions">As they were then.</param>
/// <param name="Until">When it moved.</param>
public sealed record FormerPlace(string Shard, int IntervalSeconds, IReadOnlyList<string> Regions, DateTimeOffset Until);
