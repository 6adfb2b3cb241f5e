using System.Net;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Checks.Probing;

/// <summary>What the tests of probing have in common.</summary>
internal static class ProbingSetup
{
    public const string MonitorId = "mon_k3j9x2q2m5n7p8r4";

    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    public static readonly Sealer Sealer = new(new SealingOptions { CurrentKeyId = "k1", Keys = { ["k1"] = Convert.ToBase64String(new byte[32]) } });

    public static ProbeOptions Options(int retries = 0, bool allowPrivate = true) => new() { Retries = retries, AllowPrivateTargets = allowPrivate };

    public static HttpProbe Probe(ProbeOptions? options = null, Dialer? dialer = null)
    {
        options ??= Options();
        return new HttpProbe(options, Sealer, TimeProvider.System, dialer ?? Dialer.For(options, TimeProvider.System));
    }

    public static CheckRunner Runner(ProbeOptions? options = null, params IEnumerable<IProbe> probes)
    {
        options ??= Options();
        return new CheckRunner(probes.Any() ? probes : [Probe(options)], options, new Canaries(options, TimeProvider.System), TimeProvider.System);
    }

    public static CheckSpec Check(Uri url, int timeoutSeconds = 20, string method = "GET", Dictionary<string, string>? headers = null) => new()
    {
        MonitorId = MonitorId,
        Kind = MonitorKind.Http,
        TimeoutSeconds = timeoutSeconds,
        Http = new HttpTarget { Url = url.OriginalString, Method = method, SealedHeaders = headers?.ToDictionary(one => one.Key, one => Sealer.Seal(one.Value, MonitorId)) },
    };

    /// <summary>A dialer for which these names have these addresses, and only the address <paramref name="refused"/> is refused.</summary>
    public static Dialer DialerOf(Dictionary<string, string[]> names, string? refused = null) => new(
        address => address.ToString() == refused ? "an address that this test refuses" : null,
        TimeProvider.System,
        (host, _) => Task.FromResult(names[host].Select(IPAddress.Parse).ToArray()));

    /// <summary>Runs a check, and fails rather than hangs.</summary>
    public static Task<CheckResult> RunAsync(this CheckRunner runner, CheckSpec check) => runner.RunAsync(check, TestContext.Current.CancellationToken).WaitAsync(Generous);

    /// <summary>Waits until the condition holds.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Generous);
        while (!condition()) await Task.Delay(10, limit.Token);
    }
}
