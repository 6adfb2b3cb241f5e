namespace StatusHawk.Core.Monitors;

/// <summary>A monitor as a person wants it: complete and checked, its new secrets still in clear.</summary>
public sealed record MonitorInput
{
    public required string Name { get; init; }
    public string? Key { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public required MonitorKind Kind { get; init; }
    public HttpInput? Http { get; init; }
    public TcpInput? Tcp { get; init; }
    public PingTarget? Ping { get; init; }
    public DnsTarget? Dns { get; init; }
    public TlsTarget? Tls { get; init; }
    public HeartbeatTarget? Heartbeat { get; init; }
    public required IReadOnlyList<string> Assertions { get; init; }
    public required int? DegradedAfterMilliseconds { get; init; }
    public required int IntervalSeconds { get; init; }
    public required int TimeoutSeconds { get; init; }
    public required IReadOnlyList<string> Regions { get; init; }
    public required int ConfirmAfter { get; init; }
    public required Quorum Quorum { get; init; }
    public required bool Enabled { get; init; }

    /// <summary>The monitor with these fields; its id, shard and times stay.</summary>
    /// <param name="monitor">A new or a stored one.</param>
    /// <param name="seal">Seals a new secret for this monitor.</param>
    public Monitor ApplyTo(Monitor monitor, Func<string, string> seal) => monitor with
    {
        Name = Name,
        Key = Key,
        Tags = Tags.Count == 0 ? null : Tags,
        Kind = Kind,
        Http = Http?.ToTarget(seal),
        Tcp = Tcp?.ToTarget(seal),
        Ping = Ping,
        Dns = Dns,
        Tls = Tls,
        Heartbeat = Heartbeat,
        Assertions = Assertions.Count == 0 ? null : Assertions,
        DegradedAfterMilliseconds = DegradedAfterMilliseconds,
        IntervalSeconds = IntervalSeconds,
        TimeoutSeconds = TimeoutSeconds,
        Regions = Regions,
        ConfirmAfter = ConfirmAfter,
        Quorum = Quorum,
        Enabled = Enabled,
    };

    /// <summary>A new monitor with these fields and no shard yet.</summary>
    public Monitor ToMonitor(string id, string workspaceId, Sealer sealer, DateTimeOffset now)
    {
        var empty = new Monitor { Id = id, WorkspaceId = workspaceId, Name = "", Kind = Kind, Regions = [], Shard = "", CreatedAt = now, UpdatedAt = now };
        return ApplyTo(empty, secret => sealer.Seal(secret, id)).Switched(empty, now);
    }
}
