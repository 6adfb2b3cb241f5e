using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>How checks are run.</summary>
public sealed class ProbeOptions : IValidatableObject
{
    public const string SectionName = "Probe";

    /// <summary>
    /// The setting of <see cref="Region"/>, which is in no section: triggers name it, and the platform looks such names up among the app's settings as they stand,
    /// knowing nothing of <c>:</c> and <c>__</c>.
    /// </summary>
    public const string RegionSetting = "ProbeRegion";

    internal const int DefaultHandshakeThreads = 1;

    /// <summary>The region that this process probes for: names its queues, and is told to targets in <c>User-Agent</c>.</summary>
    /// <value>That of <see cref="RegionSetting"/>.</value>
    public string Region { get; set; } = "";

    /// <summary>Whether targets on private, loopback, link-local and other non-public addresses may be probed. A laptop sets it; a shared installation must not.</summary>
    /// <value>The default is false.</value>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>Tries after a failed one, at once and within the check's own time.</summary>
    /// <value>The default is 1; 0 to 3.</value>
    [Range(0, 3)]
    public int Retries { get; set; } = 1;

    /// <summary>Checks of rounds that run at once in one process; second opinions have as many places of their own.</summary>
    /// <value>The default is 500; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxConcurrency { get; set; } = 500;

    /// <summary>Checks of rounds that run at once against one target host; second opinions have as many places of their own.</summary>
    /// <value>The default is 10; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MaxConcurrencyPerHost { get; set; } = 10;

    /// <summary>
    /// Threads that compute TLS handshakes, about a thousand a second each. More of them make bursts shorter and each handshake dearer, by up to 40 %.
    /// </summary>
    /// <value>The default is 1; 1 to 64.</value>
    [Range(1, 64)]
    public int HandshakeThreads { get; set; } = DefaultHandshakeThreads;

    /// <summary>Bytes read of an answer's body; the rest is not waited for.</summary>
    /// <value>The default is 1,048,576 (1 MB).</value>
    [Range(1, 100_000_000)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Name servers that are asked for the addresses of targets: <c>1.1.1.1</c>, <c>[2606:4700:4700::1111]:53</c>. Nothing that they answer is kept.</summary>
    /// <value>None: those of the machine.</value>
    public IList<string> NameServers { get; set; } = [];

    /// <summary>
    /// URLs that answer as long as this region's own network works. When a check fails and every canary fails too, the observation is inconclusive: the
    /// fault is on this side. None: failures are always the target's. They may be on private addresses: who sets them runs the installation.
    /// </summary>
    public IList<string> Canaries { get; set; } = [];

    /// <summary>How long an answer of the canaries is believed.</summary>
    /// <value>The default is 5 seconds; 0 to 1 hour.</value>
    public TimeSpan CanaryFreshness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the canaries have to answer.</summary>
    /// <value>The default is 5 seconds; 100 ms to 1 minute.</value>
    public TimeSpan CanaryTimeout { get; set; } = TimeSpan.FromSeconds(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var server in NameServers.Where(server => !Dns.NameServers.TryParse(server, out _)))
            yield return new($"{SectionName}:{nameof(NameServers)} holds '{server}', which is no address of a name server.", [nameof(NameServers)]);
        foreach (var canary in Canaries.Where(canary => !Probing.Canaries.IsUrl(canary)))
            yield return new($"{SectionName}:{nameof(Canaries)} holds '{canary}', which is not an absolute http or https URL.", [nameof(Canaries)]);
        if (CanaryFreshness < TimeSpan.Zero || CanaryFreshness > TimeSpan.FromHours(1))
            yield return new($"{SectionName}:{nameof(CanaryFreshness)} must be 0 to 1 hour.", [nameof(CanaryFreshness)]);
        if (CanaryTimeout < TimeSpan.FromMilliseconds(100) || CanaryTimeout > TimeSpan.FromMinutes(1))
            yield return new($"{SectionName}:{nameof(CanaryTimeout)} must be 100 ms to 1 minute.", [nameof(CanaryTimeout)]);
    }
}
