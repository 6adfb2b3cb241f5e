namespace StatusHawk.Bench.Cost;

/// <summary>What an installation costs in a month with all that its parameters file orders, in US dollars.</summary>
/// <param name="Probes">Function apps of the regions.</param>
/// <param name="Apps">Function apps Pipeline and Api.</param>
/// <param name="Queues">Operations on queues.</param>
/// <param name="Documents">Request units, and what is stored.</param>
/// <param name="Traffic">Bytes to targets, and between regions.</param>
/// <param name="Networks">Gateways with their addresses and what goes through them, private endpoints, DNS zones.</param>
/// <param name="Dashboard">The static site.</param>
/// <param name="Watching">Rules of alarms, and logs.</param>
public sealed record FullBill(double Probes, double Apps, double Queues, double Documents, double Traffic, double Networks, double Dashboard, double Watching)
{
    public double Total => Probes + Apps + Queues + Documents + Traffic + Networks + Dashboard + Watching;

    public static FullBill Of(Installation installation, Counted counted)
    {
        var load = Load.InRounds(installation.Monitors, counted, installation.Regions);
        return new(
            ProbesOf(installation, load, counted),
            AppsOf(installation, load, counted),
            CostModel.Queues(load, counted),
            RequestsOf(installation, load, counted) + CostModel.Storage(load),
            CostModel.Traffic(load, counted),
            NetworksOf(installation, load),
            installation.HasDashboard ? Prices.StaticSite : 0,
            (Assumed.AlarmRules * Prices.AlarmRule) + LogsOf(load));
    }

    private static double Gigabytes(Installation installation) => installation.InstanceMemory / 1_024.0;

    private static double ProbesOf(Installation installation, Load load, Counted counted)
    {
        var gigabytes = Gigabytes(installation);
        var executions = load.MessagesOut * CostModel.Minutes;
        var active = Math.Min(1, load.Slots * Math.Max(Assumed.LeastSeconds, counted.ProbeSecondsPerSlot) / 60);
        var opinions = CostModel.Ready(gigabytes, installation.AlwaysReady.Opinions * load.Regions, 0, 0);
        if (installation.AlwaysReady.Rounds > 0) return CostModel.Ready(gigabytes, installation.AlwaysReady.Rounds * load.Regions, active, executions) + opinions;
        var onDemand = active * CostModel.Seconds * gigabytes * load.Regions;
        return opinions
            + (Math.Max(0, onDemand - Prices.FreeGigabyteSeconds) * Prices.OnDemandGigabyteSecond)
            + (Math.Max(0, executions - Prices.FreeExecutions) / CostModel.Million * Prices.MillionExecutions);
    }

    private static double AppsOf(Installation installation, Load load, Counted counted)
    {
        var (gigabytes, ready) = (Gigabytes(installation), installation.AlwaysReady);
        var timers = ready.Schedule + ready.Orchestrations;
        var planning = CostModel.Ready(gigabytes, timers, Assumed.TimersPerMinute * Assumed.LeastSeconds / 60 / timers, Assumed.TimersPerMinute * CostModel.Minutes);
        var requests = CostModel.Ready(gigabytes, ready.Requests, Assumed.SelfCallsPerMinute * Assumed.LeastSeconds / 60, 2 * Assumed.SelfCallsPerMinute * CostModel.Minutes);
        var seconds = Math.Min(60, Math.Max(load.MessagesBack * counted.PipelineSecondsPerAnswer, load.Slots * Assumed.LeastSeconds));
        var executions = load.MessagesBack * CostModel.Minutes;

        // Of the two functions that record, the one for what is urgent waits: of a healthy system it has nothing to do.
        var recording = ready.Recording > 0
            ? CostModel.Ready(gigabytes, ready.Recording, seconds / 60, executions) + CostModel.Ready(gigabytes, ready.Recording, 0, 0)
            : (seconds * CostModel.Minutes * gigabytes * Prices.OnDemandGigabyteSecond) + (executions / CostModel.Million * Prices.MillionExecutions);
        return planning + requests + recording;
    }

    private static double RequestsOf(Installation installation, Load load, Counted counted)
    {
        var perMinute = CostModel.RequestUnitsPerMinute(load, counted);
        return installation.CosmosThroughput == 0
            ? perMinute * CostModel.Minutes / CostModel.Million * Prices.MillionRequestUnits
            : CostModel.Autoscaled(perMinute / 60 * Assumed.Peak, installation.CosmosThroughput);
    }

    private static double NetworksOf(Installation installation, Load load)
    {
        if (!installation.IsPrivate) return 0;
        var through = load.Checks * CostModel.Minutes * (Assumed.BytesOfCheck + Assumed.BytesOfAnswer) / CostModel.Gigabyte;
        return (installation.Gateways * (Prices.GatewayHour + Prices.AddressHour) * CostModel.Hours)
            + (through * Prices.GatewayGigabyte)
            + (installation.PrivateEndpoints * Prices.EndpointHour * CostModel.Hours)
            + (Assumed.PrivateZones * Prices.PrivateZone);
    }

    private static double LogsOf(Load load)
    {
        var executions = load.MessagesOut + load.MessagesBack + Assumed.TimersPerMinute + Assumed.SelfCallsPerMinute;
        return Math.Max(0, (executions * CostModel.Minutes * Assumed.BytesLoggedOfExecution / CostModel.Gigabyte) - Prices.FreeLogGigabytes) * Prices.LogGigabyte;
    }
}
