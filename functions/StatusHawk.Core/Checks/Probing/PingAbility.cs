namespace StatusHawk.Core.Checks.Probing;

/// <summary>Whether this machine can send ICMP echo requests: measured once, since it follows from how the machine is set up.</summary>
public sealed class PingAbility(ProbeOptions options)
{
    private readonly Lazy<Task<bool>> _able = new(() => PingProbe.IsAbleAsync(CancellationToken.None));

    public async Task<RegionReport?> ReportAsync(CancellationToken cancellationToken) => new(options.Region, await _able.Value.WaitAsync(cancellationToken));
}
