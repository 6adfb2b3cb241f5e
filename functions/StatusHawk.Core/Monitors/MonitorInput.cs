namespace StatusHawk.Core.Monitors;

/// <summary>A monitor as a person wants it: complete and checked, its new secrets still in clear.</summary>
public sealed record MonitorInput
{
    public required string Name { get; init; }
    public required HttpInput Http { get; init; }
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
        Http = Http.ToTarget(seal),
        IntervalSeconds = IntervalSeconds,
        TimeoutSeconds = TimeoutSeconds,
        Regions = Regions,
        ConfirmAfter = ConfirmAfter,
        Quorum = Quorum,
        Enabled = Enabled,
    };
}

/// <summary>What to ask for.</summary>
public sealed record HttpInput
{
    public required string Url { get; init; }
    public required string Method { get; init; }
    public IReadOnlyDictionary<string, HeaderInput> Headers { get; init; } = new Dictionary<string, HeaderInput>();

    /// <summary>A stored target as if a person had sent it.</summary>
    public static HttpInput Of(HttpTarget target) => new()
    {
        Url = target.Url,
        Method = target.Method,
        Headers = target.SealedHeaders?.ToDictionary(h => h.Key, h => new HeaderInput.Kept(h.Value) as HeaderInput) ?? [],
    };

    /// <summary>Ready to be stored.</summary>
    /// <param name="seal">Seals a new value.</param>
    public HttpTarget ToTarget(Func<string, string> seal) => new()
    {
        Url = Url,
        Method = Method,
        SealedHeaders = Headers.Count == 0 ? null : Headers.ToDictionary(h => h.Key, h => h.Value is HeaderInput.Given given ? seal(given.Secret) : ((HeaderInput.Kept)h.Value).Sealed),
    };
}

/// <summary>A header's value: a new one, or the one that is stored.</summary>
public abstract record HeaderInput
{
    /// <summary>How a stored value is shown, and how it is asked to be kept. No header can have it as a value: it is not ASCII.</summary>
    public const string Mask = "•••";

    private HeaderInput()
    {
    }

    public sealed record Given(string Secret) : HeaderInput
    {
        /// <summary>Not the secret: it must not reach a log by accident.</summary>
        public override string ToString() => Mask;
    }

    public sealed record Kept(string Sealed) : HeaderInput;
}
