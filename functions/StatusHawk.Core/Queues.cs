namespace StatusHawk.Core;

/// <summary>The queues' names. Part of the deployment's contract: <c>infra/</c> and the triggers use the same.</summary>
public static class Queues
{
    public const string Results = "results";
    public const string Urgent = "urgent";
    public const string Commands = "commands";
    public const string Republish = "republish";
    public const string RollUps = "rollups";
    public const string Mails = "mails";

    /// <summary>What came of tests in regions.</summary>
    public const string Tests = "tests";

    /// <summary>Those that are no region's, all of them Pipeline's to take from.</summary>
    public static IReadOnlyList<string> Home { get; } = [Results, Urgent, Commands, Republish, RollUps, Mails, Tests];

    private const string PoisonSuffix = "-poison";

    /// <summary>A message's largest size, in bytes of UTF-8: 64 KB is the service's limit, the rest is air and the envelope.</summary>
    public const int MaxMessageBytes = 60 * 1024;

    public static string Checks(string region) => "checks-" + region;

    public static string Opinions(string region) => "opinions-" + region;

    /// <summary>Where the platform puts messages of a queue that failed too often.</summary>
    public static string Poison(string queue) => queue + PoisonSuffix;

    /// <summary>The queue that a poison queue belongs to; any other is its own.</summary>
    public static string Origin(string queue) => queue.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? queue[..^PoisonSuffix.Length] : queue;
}
