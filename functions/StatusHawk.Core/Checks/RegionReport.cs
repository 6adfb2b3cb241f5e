namespace StatusHawk.Core.Checks;

/// <summary>What a region says of itself along with its results.</summary>
/// <param name="Region">Which.</param>
/// <param name="CanPing">Whether it can send ICMP echo requests.</param>
public sealed record RegionReport(string Region, bool CanPing);
