using StatusHawk.Local.Data;

namespace StatusHawk.Local.Stack;

/// <summary>What a stack is made of, and how it behaves.</summary>
public sealed record StackOptions
{
    /// <summary>Where everything is kept. Default: a temporary folder, deleted when the stack is disposed.</summary>
    public DataFolder? Data { get; init; }

    /// <summary>The first of its ports. Default: free ones are found and reserved.</summary>
    public int? PortBase { get; init; }

    /// <summary>Default: all.</summary>
    public StackParts Parts { get; init; } = StackParts.All;

    /// <summary>One Probe process each. Default: eu, us, asia. 1 to 10.</summary>
    public IReadOnlyList<string> Regions { get; init; } = ["eu", "us", "asia"];

    /// <summary>
    /// Whether a part that dies is started again. Default: false, a part stays dead until it is started (what a test wants).
    /// </summary>
    public bool Supervise { get; init; }

    /// <summary>
    /// Settings by the part's name (<c>api</c>, <c>pipeline</c>, <c>probe-eu</c>, …), in environment form (<c>Verdicts__MinimumFreshness</c>). They are
    /// added to the part's own, or replace them. The name <c>*</c> means every function app.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Environment { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Where the parts' logs are copied to at the end. Default: nowhere; logs in <see cref="Data"/> stay there anyway.</summary>
    public string? KeepLogsIn { get; init; }

    /// <summary>How long a part may take until it is healthy. Default: 60 seconds.</summary>
    public TimeSpan StartBound { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a part may take to end before it is forced. Default: 15 seconds.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Takes lines for people. Default: nobody listens.</summary>
    public Action<string> Say { get; init; } = static _ => { };

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
