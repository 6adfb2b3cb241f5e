namespace StatusHawk.Bench.Cost;

/// <summary>What no run on one machine can tell. Each is named in <c>docs/performance.md</c>.</summary>
public static class Assumed
{
    /// <summary>CPU milliseconds of one HTTPS check on the platform, a full handshake included.</summary>
    public const double CheckCpu = 1.5;

    /// <summary>The share of its CPU that an instance is planned to use at most.</summary>
    public const double MostBusy = 0.5;

    /// <summary>Memory and CPU of the smallest instance, and of the one that is taken when it does not suffice.</summary>
    public const double SmallGigabytes = 0.5, SmallCpus = 0.25, LargeGigabytes = 2, LargeCpus = 1;

    /// <summary>The platform bills an execution as one second at least.</summary>
    public const double LeastSeconds = 1;

    /// <summary>Instances of Pipeline that are always ready: its schedule's, and Durable's. Each function but these scales on its own, on demand. Of Api one.</summary>
    public const double ReadyInstancesOfPipeline = 2;

    /// <summary>Timer runs of Pipeline in a minute (schedule, watchdog, poison, removal, a fifth of history's), and calls of its to Api's address.</summary>
    public const double TimersPerMinute = 9.2, SelfCallsPerMinute = 3;

    /// <summary>Durable's four control queues and its work items, each asked once a second.</summary>
    public const double DurablePollsPerSecond = 5;

    /// <summary>
    /// How far the busiest second of an hour lies above its mean: autoscale bills the busiest. Rounds are stored in the second after their slot, which is one second in
    /// five, and are a third of all request units; the rest is spread.
    /// </summary>
    public const double Peak = 3;

    /// <summary>The most that a serverless container takes in a second.</summary>
    public const double ServerlessRequestUnitsPerSecond = 5_000;

    /// <summary>Bytes sent for one HTTPS check: the handshake's and the request's, with headers of TCP and IP.</summary>
    public const double BytesOfCheck = 1_500;

    /// <summary>Bytes of what a target answers to it, its certificates among them: a gateway's price goes by both ways.</summary>
    public const double BytesOfAnswer = 5_000;

    /// <summary>Rules of alarms, and zones of private names: those of <c>infra/modules</c>.</summary>
    public const int AlarmRules = 8, PrivateZones = 5;

    /// <summary>Bytes of the lines and the record of one execution, as they are billed, where none is left out by sampling.</summary>
    public const double BytesLoggedOfExecution = 1_000;

    /// <summary>Index and system properties, on top of a document's bytes.</summary>
    public const double IndexShare = 0.15;

    /// <summary>Days for which the log, hours and days are kept: the defaults.</summary>
    public const double LogDays = 8, HoursKeptForDays = 35, DaysKeptForDays = 400;

    /// <summary>Bytes of an hour of one monitor and of a day, and of a shard's overview of hours: those of <c>./hawk bench history</c> and their envelope.</summary>
    public const double BytesOfHour = 900, BytesOfDay = 2_200, BytesOfOverview = 21_000, MonitorsOfShard = Core.Monitors.IShardStore.Capacity;

    /// <summary>Bytes of a row that holds one check, system properties included.</summary>
    public const double BytesOfRow = 350;
}
