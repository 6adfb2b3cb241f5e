namespace StatusHawk.Core.Checks;

/// <summary>Asks regions to check a monitor now, outside its schedule.</summary>
public sealed class Opinions(IMessageQueues queues, TimeProvider clock)
{
    /// <summary>How long a request is worth answering.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    /// <summary>Returns the regions that could not be asked: one region's trouble keeps no other from answering.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(Monitor monitor, CancellationToken cancellationToken)
    {
        var slot = Slot.Of(clock.GetUtcNow());
        var away = await Task.WhenAll(monitor.Regions.Select(async region =>
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
            try
            {
                await queues.SendAsync(Queues.Opinions(region), new RoundsMessage { Rounds = [request] }, null, Lifetime, cancellationToken);
                return null;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                return region;
            }
        }));
        return [.. away.OfType<string>()];
    }
}
