using System.Globalization;
using System.Text.Json;
using StatusHawk.Bench.Cost;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;

namespace StatusHawk.Bench.Pipeline;

/// <summary>Makes of a window what the cost model asks for.</summary>
public static class Counting
{
    /// <summary>A shard's stored round with only so many of its observations, in bytes: what a smaller shard would store.</summary>
    public static double BytesOfDocument(Window window, int observations)
    {
        var full = (double)window.LogBytes / window.Rounds.Count;
        return full - window.Rounds.Average(round => BytesOf(round.Results.Skip(observations)));
    }

    /// <param name="window">At the interval of the model.</param>
    /// <param name="busiest">With the most checks a second: there the process's own idling weighs least in the CPU of a check.</param>
    public static Counted Of(Window window, Window busiest)
    {
        var rounds = window.Rounds.Count;
        var perObservation = window.Rounds.Average(round => BytesOf(round.Results)) / window.Rounds.Average(round => round.Results.Count);
        var (messagesOut, messagesBack) = (window.Sum(StorageOperation.QueuePut, "pipeline"), window.Sum(StorageOperation.QueuePut, "probe"));
        var interval = window.Population.IntervalSeconds;
        var slots = window.Population.Shards.Select(shard => Phase.Of(shard, interval)).Distinct().Count() * window.Length.TotalSeconds / interval;
        StorageTally[] probes = [.. window.Storage.Where(tally => tally.Key.StartsWith("probe", StringComparison.Ordinal)).Select(tally => tally.Value)];
        var (put, got, deleted) = (window.Sum(StorageOperation.QueuePut), window.Sum(StorageOperation.QueueGet), window.Sum(StorageOperation.QueueDelete));
        return new()
        {
            Monitors = window.Population.Monitors.Count,
            BytesOfRoundSent = window.Storage["pipeline"].BytesSent / (double)rounds,
            BytesOfObservationReturned = probes.Sum(tally => tally.BytesSent) / (double)window.Checks,
            AnswersPerMessage = messagesBack / messagesOut,
            OperationsPerMessage = (put + got + deleted) / put,
            PipelinePollsPerSecond = window.Sum(StorageOperation.QueuePoll, "pipeline") / window.Length.TotalSeconds,
            ProbePollsPerSecond = window.Sum(StorageOperation.QueuePoll, "probe") / probes.Length / window.Length.TotalSeconds,
            BytesOfRoundStored = BytesOfDocument(window, 0),
            BytesOfObservationStored = perObservation,
            OtherRequestUnitsPerMinute = (window.Cosmos.RequestUnits - window.Cosmos["log create"].RequestUnits) / window.Length.TotalMinutes,
            ProbeSecondsPerSlot = probes.Average(tally => tally.Active.TotalSeconds) / slots,
            PipelineSecondsPerAnswer = window.Storage["pipeline"].Active.TotalSeconds / messagesBack,
            PipelineCpuPerCheck = busiest.CpuOf("pipeline") * 1_000 / busiest.Checks,
        };
    }

    /// <summary>As <see cref="Counted.Last"/> wants it.</summary>
    public static string Source(Counted counted) => string.Join('\n', typeof(Counted).GetProperties().Where(property => property.GetMethod is { IsStatic: false })
        .Select(property => string.Create(CultureInfo.InvariantCulture, $"        {property.Name} = {property.GetValue(counted):0.####},")));

    private static double BytesOf(IEnumerable<CheckResult> results) => results.Sum(result => JsonSerializer.SerializeToUtf8Bytes(result, StatusHawkJson.Options).Length + 1);
}
