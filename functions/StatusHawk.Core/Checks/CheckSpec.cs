using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks;

/// <summary>All that a probe needs to run one check. Secrets in it are still sealed.</summary>
public sealed record CheckSpec
{
    public required string MonitorId { get; init; }
    public required MonitorKind Kind { get; init; }

    /// <summary>Seconds that the check may take, its retry included, 1 to 60.</summary>
    public required int TimeoutSeconds { get; init; }

    public HttpTarget? Http { get; init; }
    public TcpTarget? Tcp { get; init; }
    public PingTarget? Ping { get; init; }
    public DnsTarget? Dns { get; init; }
    public TlsTarget? Tls { get; init; }

    /// <summary>Conditions in their text form, all of which an answer must meet to be up.</summary>
    public IReadOnlyList<string>? Assertions { get; init; }

    /// <summary>True: say of every condition whether it holds; null: the first that does not is enough.</summary>
    public bool? Explain { get; init; }

    /// <summary>Milliseconds above which an answer is degraded; null: none is.</summary>
    public int? DegradedAfterMilliseconds { get; init; }
}
