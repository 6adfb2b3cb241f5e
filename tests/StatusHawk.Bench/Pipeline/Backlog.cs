using Azure.Storage.Queues;
using StatusHawk.Core;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Pipeline;

/// <summary>Looks every few seconds how many messages lie in the queues, those not yet visible included.</summary>
public sealed class Backlog
{
    /// <summary>No multiple or divisor of the scheduler's ten seconds: each look meets another moment of its rhythm.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3.3);

    private readonly List<double> _depths = [];

    /// <summary>The mean of the last third of the looks over that of the first; 1 is flat. NaN with less than three looks.</summary>
    public double Growth => GrowthOf(_depths);

    public double Mean => _depths.Count == 0 ? double.NaN : _depths.Average();

    /// <summary>Looks until cancelled.</summary>
    public async Task WatchAsync(LocalStack stack, CancellationToken enough)
    {
        var service = new QueueServiceClient(stack.Configuration()["HomeStorage"]);
        var regions = stack.Ports.Regions;
        string[] names = [Queues.Results, Queues.Urgent, Queues.Commands, Queues.Republish, .. regions.Select(Queues.Checks), .. regions.Select(Queues.Opinions)];
        while (!enough.IsCancellationRequested)
        {
            var looks = await Task.WhenAll(names.Select(name => service.GetQueueClient(name).GetPropertiesAsync(CancellationToken.None)));
            _depths.Add(looks.Sum(look => look.Value.ApproximateMessagesCount));
            await Task.Delay(Every, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>As <see cref="Growth"/>, of any looks. Empty queues that stay empty are flat.</summary>
    public static double GrowthOf(IReadOnlyList<double> depths)
    {
        var third = depths.Count / 3;
        if (third == 0) return double.NaN;
        var (first, last) = (depths.Take(third).Average(), depths.TakeLast(third).Average());
        return first == 0 ? last == 0 ? 1 : double.PositiveInfinity : last / first;
    }
}
