namespace StatusHawk.Core.Monitors;

/// <summary>Which monitors are wanted: those for which all holds that is asked for.</summary>
public sealed record MonitorFilter
{
    public const int MaxTextLength = 200;

    /// <summary>What its name or its target contains, upper or lower case; null: anything.</summary>
    public string? Text { get; init; }

    /// <summary>Tags, all of which it has; in lower case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    public MonitorKind? Kind { get; init; }
    public bool? Enabled { get; init; }
    public string? Key { get; init; }

    /// <summary>Its id is one of these; null: any.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    public bool Matches(Monitor monitor) =>
        (Text is not { } text || Texts(monitor).Any(each => each is not null && each.Contains(text, StringComparison.OrdinalIgnoreCase)))
        && Tags.All(tag => monitor.Tags?.Contains(tag) == true)
        && (Kind is null || monitor.Kind == Kind)
        && (Enabled is null || monitor.Enabled == Enabled)
        && (Key is null || monitor.Key == Key)
        && (Ids is null || Ids.Contains(monitor.Id));

    // A heartbeat has no target: the job calls.
    private static IEnumerable<string?> Texts(Monitor monitor) =>
        [monitor.Name, monitor.Http?.Url, monitor.Tcp?.Host, monitor.Ping?.Host, monitor.Dns?.Name, monitor.Tls?.Host];
}
