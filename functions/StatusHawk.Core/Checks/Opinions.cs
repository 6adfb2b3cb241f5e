using System.Text.Json;

namespace StatusHawk.Core.Checks;

/// <summary>Asks regions to check monitors now, outside their schedule: for an opinion, or because a person wants to see what they find.</summary>
public sealed class Opinions(IMessageQueues queues)
{
    /// <summary>How long a request is worth answering, at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private const int BytesOfEnvelope = 512;

    // The queue knows none that is shorter.
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(1);

    /// <summary>Returns the regions that could not be asked: one region's trouble keeps no other from answering.</summary>
    /// <param name="monitors">Of one shard: each region is asked for all of them at once.</param>
    /// <param name="slot">When this is; answers carry it, so asking twice for the same slot gives the same answer.</param>
    /// <param name="lifetime">How long the request may wait for its answer; at least a second.</param>
    public async Task<IReadOnlyList<string>> AskAsync(IReadOnlyCollection<Monitor> monitors, Slot slot, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        if (monitors.Count == 0) return [];
        var boxes = Packing.Pack(monitors, monitor => JsonSerializer.SerializeToUtf8Bytes(monitor.ToCheck(), StatusHawkJson.Options).Length + 1, Queues.MaxMessageBytes - BytesOfEnvelope)
            .ToArray();
        return await EachAsync(
            monitors.First().Regions,
            async region =>
            {
                foreach (var box in boxes)
                    await queues.SendAsync(Queues.Opinions(region), new RoundsMessage { Rounds = [Request(box, region, slot, lifetime)] }, null, lifetime, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// Has a person's test run, unless nobody waits for it any more. Asking twice is harmless: the first answer of a region stays. Returns the regions that could not be
    /// asked, which then do not answer.
    /// </summary>
    public async Task<IReadOnlyList<string>> TestAsync(string workspaceId, string testId, TestOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = order.NotAfter.Time - now;
        if (left < ShortestLifetime) return [];
        var lifetime = left < TestRequest.Lifetime ? left : TestRequest.Lifetime;
        return await EachAsync(
            order.Regions,
            region =>
            {
                var test = new TestRequest { TestId = testId, WorkspaceId = workspaceId, Region = region, NotAfter = order.NotAfter, Check = order.Check };
                return queues.SendAsync(Queues.Opinions(region), new RoundsMessage { Rounds = [], Tests = [test] }, null, lifetime, cancellationToken);
            },
            cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> EachAsync(IEnumerable<string> regions, Func<string, Task> ask, CancellationToken cancellationToken)
    {
        var away = await Task.WhenAll(regions.Select(async region =>
        {
            try
            {
                await ask(region);
                return null;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                return region;
            }
        }));
        return [.. away.OfType<string>()];
    }

    private static RoundRequest Request(IReadOnlyList<Monitor> monitors, string region, Slot slot, TimeSpan lifetime) => new()
    {
        Shard = monitors[0].Shard,
        WorkspaceId = monitors[0].WorkspaceId,
        Slot = slot,
        Region = region,
        NotAfter = slot + lifetime,
        Checks = [.. monitors.Select(monitor => monitor.ToCheck())],
    };
}
