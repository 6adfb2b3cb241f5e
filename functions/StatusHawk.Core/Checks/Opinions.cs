namespace StatusHawk.Core.Checks;

/// <summary>Asks regions to check a monitor now, outside its schedule.</summary>
public sealed class Opinions(IMessageQueues queues, TimeProvider clock)
{
    /// <summary>How long a request is worth answering.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public async Task AskAsync(Monitor monitor, CancellationToken cancellationToken)
    {
        var slot = Slot.Of(clock.GetUtcNow());
        await Task.WhenAll(monitor.Regions.Select(region =>
        {
            var request = new RoundRequest
            {
                Shard = monitor.Shard,
                WorkspaceId = monitor.WorkspaceId,
                Slot = slot,
                Region = region,
                NotAfter = slot + Lifetime,
                Checks = [monitor.ToCheck()],
            };
            return queues.SendAsync(Queues.Opinions(region), new RoundsMessage { Rounds = [request] }, null, Lifetime, cancellationToken);
        }));
    }
}
