namespace StatusHawk.Bench.Cost;

/// <summary>The bill of a month that follows from what was counted, from list prices, and from what is assumed. Free tiers are taken off where Azure gives them.</summary>
public static class CostModel
{
    public const double Minutes = 730 * 60, Hours = 730, Seconds = Minutes * 60, Million = 1_000_000, Gigabyte = 1e9;

    public static Bill Of(Load load, Counted counted) => new(
        Probes(load, counted),
        Apps(load, counted),
        Queues(load, counted),
        Requests(RequestUnitsPerMinute(load, counted)),
        Storage(load),
        Traffic(load, counted));

    /// <summary>Writing, expiry after its days, compaction, and what does not grow with the monitors.</summary>
    public static double RequestUnitsPerMinute(Load load, Counted counted) =>
        (load.Rounds * 2 * RequestUnits.OfCreate(load.BytesOfDocument)) + counted.OtherRequestUnitsPerMinute + (load.Monitors * HistoryRequestUnitsPerHour(load) / 60);

    /// <summary>For one monitor: its hours and six-hours, and its share of reading the shard's hour.</summary>
    public static double HistoryRequestUnitsPerHour(Load load)
    {
        var hour = 2 * RequestUnits.OfCreate(Assumed.BytesOfHour);
        var sixHours = (RequestUnits.OfQuery(24 * Assumed.BytesOfHour) + RequestUnits.OfOverwrite(Assumed.BytesOfDay)) / 6;
        var monitorsOfShard = Math.Min(load.Monitors, Assumed.MonitorsOfShard);
        var logBytes = load.Rounds * load.BytesOfDocument * 60 * monitorsOfShard / load.Monitors;
        return hour + sixHours + ((RequestUnits.OfQuery(logBytes) + RequestUnits.OfOverwrite(Assumed.BytesOfOverview)) / monitorsOfShard);
    }

    /// <summary>Serverless where it suffices, autoscale where it is cheaper or the only one.</summary>
    public static double Requests(double requestUnitsPerMinute)
    {
        var serverless = requestUnitsPerMinute * Minutes / Million * Prices.MillionRequestUnits;
        var busiest = requestUnitsPerMinute / 60 * Assumed.Peak;
        var most = Math.Max(1_000, Math.Ceiling(busiest / 1_000) * 1_000);
        var autoscale = Autoscaled(busiest, most);
        return busiest > Assumed.ServerlessRequestUnitsPerSecond ? autoscale : Math.Min(serverless, autoscale);
    }

    /// <summary>What autoscale bills: the busiest second of each hour, a tenth of what it may reach at least.</summary>
    public static double Autoscaled(double busiest, double most) => Math.Ceiling(Math.Max(busiest, most / 10) / 100) * Prices.AutoscaleHundredHour * Hours;

    private static double Probes(Load load, Counted counted)
    {
        var (gigabytes, instances) = Instances(load.Checks / load.Regions / 60 * Assumed.CheckCpu / 1_000);
        var active = Math.Min(1, load.Slots * Math.Max(Assumed.LeastSeconds, counted.ProbeSecondsPerSlot) / 60);
        var gigabyteSeconds = active * Seconds * gigabytes * instances * load.Regions;
        var executions = load.MessagesOut * Minutes;
        var onDemand = (Math.Max(0, gigabyteSeconds - Prices.FreeGigabyteSeconds) * Prices.OnDemandGigabyteSecond)
            + (Math.Max(0, executions - Prices.FreeExecutions) / Million * Prices.MillionExecutions);
        var ready = Ready(gigabytes, instances * load.Regions, active, executions);
        return Math.Min(onDemand, ready);
    }

    private static double Apps(Load load, Counted counted)
    {
        var (gigabytes, instances) = Instances(load.Checks / 60 * counted.PipelineCpuPerCheck / 1_000);
        var timersActive = Assumed.TimersPerMinute * Assumed.LeastSeconds / 60 / Assumed.ReadyInstancesOfPipeline;
        var timers = Ready(gigabytes, Assumed.ReadyInstancesOfPipeline, timersActive, Assumed.TimersPerMinute * Minutes);
        var recordingSeconds = Math.Min(60, Math.Max(load.MessagesBack * counted.PipelineSecondsPerAnswer / instances, load.Slots * Assumed.LeastSeconds));
        var recording = recordingSeconds * Minutes * gigabytes * instances;
        var recorded = (load.MessagesBack + Assumed.SelfCallsPerMinute) * Minutes / Million * Prices.MillionExecutions;
        var api = Ready(Assumed.SmallGigabytes, 1, Assumed.SelfCallsPerMinute * Assumed.LeastSeconds / 60, Assumed.SelfCallsPerMinute * Minutes);
        return timers + (recording * Prices.OnDemandGigabyteSecond) + recorded + api;
    }

    /// <summary>Instances that are always ready, active for a share of the time.</summary>
    public static double Ready(double gigabytes, double instances, double active, double executions) =>
        (gigabytes * instances * Seconds * (Prices.ReadyGigabyteSecond + (active * Prices.ReadyActiveGigabyteSecond))) + (executions / Million * Prices.MillionExecutions);

    /// <summary>Instances for so many CPUs in the mean: a small one where it suffices, else large ones.</summary>
    public static (double Gigabytes, double Instances) Instances(double cpus) =>
        cpus / Assumed.MostBusy <= Assumed.SmallCpus
            ? (Assumed.SmallGigabytes, 1)
            : (Assumed.LargeGigabytes, Math.Ceiling(cpus / Assumed.MostBusy / Assumed.LargeCpus));

    public static double Queues(Load load, Counted counted)
    {
        var polls = (counted.PipelinePollsPerSecond + (load.Regions * counted.ProbePollsPerSecond) + Assumed.DurablePollsPerSecond) * 60;
        var operations = ((load.MessagesOut + load.MessagesBack) * counted.OperationsPerMessage) + polls;
        return operations * Minutes / 10_000 * Prices.TenThousandQueueOperations;
    }

    public static double Storage(Load load)
    {
        var log = load.Rounds * load.BytesOfDocument * 1_440 * Assumed.LogDays;
        var history = load.Monitors * ((Assumed.BytesOfHour * 24 * Assumed.HoursKeptForDays) + (Assumed.BytesOfDay * Assumed.DaysKeptForDays));
        return (log + history) * (1 + Assumed.IndexShare) / Gigabyte * Prices.CosmosGigabyteMonth;
    }

    public static double Traffic(Load load, Counted counted)
    {
        var sent = Math.Max(0, (load.Checks * Minutes * Assumed.BytesOfCheck / Gigabyte) - Prices.FreeTrafficGigabytes);
        var internet = (Math.Min(sent, 10_000) * Prices.TrafficGigabyte) + (Math.Max(0, sent - 10_000) * Prices.TrafficGigabyteAboveTenTerabytes);
        var perCheck = (counted.BytesOfRoundSent / Assumed.MonitorsOfShard) + counted.BytesOfObservationReturned;
        var between = load.Checks * Minutes * perCheck * (load.Regions - 1) / load.Regions / Gigabyte;
        return internet + (between * Prices.BetweenRegionsGigabyte);
    }
}
