using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Monitors;

/// <summary>What to check, from where and how often, and when to believe an outage.</summary>
public sealed record Monitor
{
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Name { get; init; }

    /// <summary>What a file calls it, unique in the workspace; null: nothing does.</summary>
    public string? Key { get; init; }

    /// <summary>At most 20, in lower case and alphabetical order; null: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
    public required MonitorKind Kind { get; init; }

    /// <summary>The target, in the field of its kind.</summary>
    public HttpTarget? Http { get; init; }
    public TcpTarget? Tcp { get; init; }
    public PingTarget? Ping { get; init; }
    public DnsTarget? Dns { get; init; }
    public TlsTarget? Tls { get; init; }
    public HeartbeatTarget? Heartbeat { get; init; }

    /// <summary>Conditions in their text form, all of which an answer must meet to be up; at most 20.</summary>
    public IReadOnlyList<string>? Assertions { get; init; }

    /// <summary>Milliseconds above which an answer is degraded, 1 to 60,000. Default: none is.</summary>
    public int? DegradedAfterMilliseconds { get; init; }

    /// <summary>Seconds between slots, 10 to 86,400. Default 60.</summary>
    public int IntervalSeconds { get; init; } = MonitorLimits.DefaultIntervalSeconds;

    /// <summary>Seconds that one check may take, its retry included, 1 to 60. Default 10.</summary>
    public int TimeoutSeconds { get; init; } = MonitorLimits.DefaultTimeoutSeconds;

    /// <summary>Where it is checked from, in alphabetical order, each once.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Failed checks in a row that make a region's vote <c>down</c>, 1 to 10. Default 1.</summary>
    public int ConfirmAfter { get; init; } = MonitorLimits.DefaultConfirmAfter;

    /// <summary>How many of the regions that have a say must say <c>down</c>. Default majority.</summary>
    public Quorum Quorum { get; init; } = Quorum.Majority;

    public bool Enabled { get; init; } = true;

    /// <summary>The shard that schedules and stores it.</summary>
    public required string Shard { get; init; }

    /// <summary>The shards it was in before changes of interval or regions, the latest last; null: none lately. See <see cref="MonitorPast"/>.</summary>
    public IReadOnlyList<FormerPlace>? FormerPlaces { get; init; }

    /// <summary>When it was switched off lately, the latest last; null: never.</summary>
    public IReadOnlyList<Pause>? Pauses { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public bool Deleted { get; init; }

    /// <summary>What is left of it when it is deleted: where it was, and nothing of what a person said.</summary>
    public Monitor ToTombstone() => this with
    {
        Deleted = true,
        Enabled = false,
        Name = "",
        Key = null,
        Tags = null,
        Http = null,
        Tcp = null,
        Ping = null,
        Dns = null,
        Tls = null,
        Heartbeat = null,
        Assertions = null,
    };

    /// <summary>What a probe needs to know to check it.</summary>
    public CheckSpec ToCheck() => new()
    {
        MonitorId = Id,
        Kind = Kind,
        TimeoutSeconds = TimeoutSeconds,
        Http = Http,
        Tcp = Tcp,
        Ping = Ping,
        Dns = Dns,
        Tls = Tls,
        Assertions = Assertions,
        DegradedAfterMilliseconds = DegradedAfterMilliseconds,
    };
}
