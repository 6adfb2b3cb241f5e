using System.Diagnostics.Metrics;

namespace StatusHawk.Core.Watching;

/// <summary>
/// Everything that StatusHawk counts, in one place. <c>/metrics</c> and OTLP read the same: a name gets its unit and <c>_total</c> where it is written. No label
/// has a value that a tenant can make: neither monitors nor hosts nor paths.
/// </summary>
public static class Instruments
{
    /// <summary>The meter's name, and the activity source's.</summary>
    public const string Name = "StatusHawk";

    private static readonly Meter Meter = new(Name);

    /// <summary>Bounds in seconds, of what takes from milliseconds to a minute.</summary>
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>Bounds in seconds, of what should take seconds and may take hours.</summary>
    private static readonly double[] LongSeconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600, 3600];

    /// <summary>Bounds in milliseconds, up to the longest timeout.</summary>
    private static readonly double[] Milliseconds = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000];

    public static readonly Counter<long> HttpRequests = Count("http_requests", "{request}", "HTTP requests that a function answered, by method, route and status.");

    public static readonly Histogram<double> HttpRequestDuration = Spread("http_request_duration", "s", "Until the last byte of an answer was written, by method and route.", Seconds);

    public static readonly Counter<long> MonitorChecks = Count("monitor_checks", "{check}", "Checks run, by kind, outcome and region.");

    public static readonly Histogram<double> MonitorCheckDuration =
        Spread("monitor_check_duration", "ms", "How long checks took, all phases together, by kind and region.", Milliseconds);

    public static readonly Histogram<double> RoundDelay = Spread("statushawk_round_delay", "s", "How long after its slot a round began, by region.", Seconds);

    public static readonly Counter<long> RoundsDropped = Count("statushawk_rounds_dropped", "{round}", "Rounds that came too late to be run, by region.");

    public static readonly Counter<long> ScheduleRuns = Count("statushawk_schedule_runs", "{run}", "Runs of the scheduler, by result: done, gap, overtaken, failed.");

    public static readonly Counter<long> ScheduleRounds = Count("statushawk_schedule_rounds", "{round}", "Rounds planned.");

    public static readonly Counter<long> ScheduleMessages = Count("statushawk_schedule_messages", "{message}", "Messages in which rounds were sent.");

    public static readonly Counter<long> WatchdogRuns = Count("statushawk_watchdog_runs", "{run}", "Runs of the watchdog, by result: done, failed.");

    public static readonly Counter<long> Evaluations = Count("statushawk_evaluations", "{evaluation}", "Looks at a shard's log, by result: changed, same, failed.");

    public static readonly Counter<long> AlertAttempts = Count("statushawk_alert_attempts", "{attempt}", "Tries to deliver an alert, by kind of channel and result: sent, refused, later.");

    public static readonly Histogram<double> AlertDelay = Spread("statushawk_alert_delay", "s", "From an alert's first try to its delivery, by kind of channel.", LongSeconds);

    public static readonly Counter<long> MessagesSent = Count("statushawk_queue_messages_sent", "{message}", "Messages put on a queue.");

    public static readonly Counter<long> MessagesHandled = Count("statushawk_queue_messages_handled", "{message}", "Messages taken from a queue, by result: done, failed.");

    public static readonly Histogram<double> MessageAge =
        Spread("statushawk_queue_message_age", "s", "How long a message could have been taken before it was, by queue.", LongSeconds);

    public static readonly Histogram<double> MessageDuration = Spread("statushawk_queue_message_duration", "s", "How long handling a message took, by queue.", Seconds);

    public static readonly Counter<double> CosmosRequestUnits =
        Count<double>("statushawk_cosmos_request_units", "{request_unit}", "Request units that Cosmos DB charged, by container and operation.");

    public static readonly Counter<long> CosmosRequests =
        Count("statushawk_cosmos_requests", "{request}", "Calls to Cosmos DB, by container, operation and status; 409 and 412 are writers that were overtaken.");

    public static readonly Counter<long> StorageRequests =
        Count("statushawk_storage_requests", "{request}", "Requests to queues and tables, tries counted each, by service, method and status; 0 is no answer.");

    private static Counter<long> Count(string name, string unit, string help) => Count<long>(name, unit, help);

    private static Counter<T> Count<T>(string name, string unit, string help) where T : struct => Meter.CreateCounter<T>(name, unit, help);

    private static Histogram<double> Spread(string name, string unit, string help, double[] bounds) =>
        Meter.CreateHistogram(name, unit, help, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
