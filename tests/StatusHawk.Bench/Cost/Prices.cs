namespace StatusHawk.Bench.Cost;

/// <summary>List prices in US dollars, pay as you go, East US, as public pages had them in November 2026. Which page said what is in <c>docs/performance.md</c>.</summary>
public static class Prices
{
    public const string Date = "2026-11-21";

    /// <summary>A GB-second of an instance that was started for work, while it works.</summary>
    public const double OnDemandGigabyteSecond = 0.000026;

    /// <summary>A GB-second of an instance that is always ready, whether it works or not.</summary>
    public const double ReadyGigabyteSecond = 0.000004;

    /// <summary>What is added to that while it works.</summary>
    public const double ReadyActiveGigabyteSecond = 0.000016;

    public const double MillionExecutions = 0.40;

    /// <summary>Free in a month, of work on demand only.</summary>
    public const double FreeGigabyteSeconds = 100_000;
    public const double FreeExecutions = 250_000;

    /// <summary>Ten thousand operations on queues of a general-purpose v2 account, locally redundant.</summary>
    public const double TenThousandQueueOperations = 0.004;

    /// <summary>A million request units of a serverless account.</summary>
    public const double MillionRequestUnits = 0.25;

    /// <summary>100 request units a second for an hour, autoscaled, one region.</summary>
    public const double AutoscaleHundredHour = 0.012;

    public const double CosmosGigabyteMonth = 0.25;

    /// <summary>A GB sent to the internet: the first 100 GB of a month are free, the next 10 TB cost the first price, what is more the second.</summary>
    public const double FreeTrafficGigabytes = 100;
    public const double TrafficGigabyte = 0.087;
    public const double TrafficGigabyteAboveTenTerabytes = 0.083;

    /// <summary>A GB sent from one of Azure's regions to one on another continent.</summary>
    public const double BetweenRegionsGigabyte = 0.05;

    /// <summary>A NAT gateway, its address, and each GB that goes through it in either direction.</summary>
    public const double GatewayHour = 0.045, AddressHour = 0.005, GatewayGigabyte = 0.045;

    /// <summary>A private endpoint, and a month of a private DNS zone.</summary>
    public const double EndpointHour = 0.01, PrivateZone = 0.50;

    /// <summary>A month of a static site that can hand on to an app.</summary>
    public const double StaticSite = 9;

    /// <summary>A month of a rule that asks the logs every five minutes.</summary>
    public const double AlarmRule = 1.50;

    /// <summary>A GB of logs, and how many are free in a month.</summary>
    public const double LogGigabyte = 2.30, FreeLogGigabytes = 5;
}
