using System.Security.Cryptography;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Assertions;
using StatusHawk.Core.Checks.Probing;

namespace StatusHawk.Cli.Checking;

/// <summary>One condition and what became of it. Null: it was not judged, since no answer came.</summary>
public sealed record AssertionOutcome(string Condition, bool? Holds, string? Detail);

/// <summary>Runs one check from this machine, by the very code that probes use, once and without a retry.</summary>
public sealed class LocalCheck
{
    private readonly CheckRunner _runner;

    public LocalCheck(TimeProvider time)
    {
        // Secrets are sealed on their way to the probe everywhere; here with a key that nobody keeps.
        Sealer = new Sealer(new SealingOptions { CurrentKeyId = "here", Keys = { ["here"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) } });
        var options = new ProbeOptions { Region = "cli", AllowPrivateTargets = true, Retries = 0 };
        IProbe[] probes = [new HttpProbe(options, Sealer, time), new TcpProbe(options, Sealer, time), new PingProbe(options, time), new DnsProbe(options, time), new TlsProbe(options, time)];
        _runner = new CheckRunner(probes, options, new Canaries(options, time), time);
    }

    public Sealer Sealer { get; }

    public Task<CheckResult> RunAsync(Monitor monitor, CancellationToken cancellationToken) => _runner.RunAsync(monitor.ToCheck() with { Explain = true }, cancellationToken);

    /// <summary>What the result says of each condition. When no answer came, none was judged.</summary>
    public static IReadOnlyList<AssertionOutcome> Judged(IReadOnlyList<string> conditions, CheckResult result) =>
        [.. conditions.Select((condition, i) => result.Assertions is { } judged && i < judged.Count
            ? new AssertionOutcome(condition, judged[i].Holds, judged[i].Detail)
            : new AssertionOutcome(condition, null, null))];

    /// <summary>The text in which the product keeps a condition.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static string Canonical(string condition)
    {
        try
        {
            return Condition.Parse(condition).ToString();
        }
        catch (ConditionException e)
        {
            throw new CliException($"'{condition}' is no condition: column {e.Column}: {e.Message}", "For example --assert '[STATUS] == 200'");
        }
    }
}
