namespace StatusHawk.Bench.Cost;

/// <summary>What an installation costs in a month, in US dollars.</summary>
/// <param name="Probes">Function apps of the regions.</param>
/// <param name="Apps">Function apps Pipeline and Api.</param>
/// <param name="Queues">Operations on queues, idle polling included.</param>
/// <param name="Requests">Request units.</param>
/// <param name="Storage">Documents and their index.</param>
/// <param name="Traffic">Bytes to targets, and between regions.</param>
public sealed record Bill(double Probes, double Apps, double Queues, double Requests, double Storage, double Traffic)
{
    public double Total => Probes + Apps + Queues + Requests + Storage + Traffic;
}
