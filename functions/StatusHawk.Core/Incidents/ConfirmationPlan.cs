namespace StatusHawk.Core.Incidents;

/// <summary>
/// Whom to ask about, and when: pure, driven by whoever looks. Each suspect is asked about once when its failures have lasted long enough, and once more when
/// no answer has decided it.
/// </summary>
public sealed class ConfirmationPlan(DateTimeOffset beganAt)
{
    /// <summary>How long suspects are pursued; what is undecided then is taken up again by the next evaluation that finds it so.</summary>
    public static TimeSpan GiveUpAfter { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How often it looks when nothing wakes it.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(2);

    private const int Asks = 2;

    // On top of a check's own timeout: the way there and back through two queues.
    private static readonly TimeSpan Travel = TimeSpan.FromSeconds(6);
    private readonly Dictionary<(string MonitorId, DateTimeOffset Since), Asked> _asked = [];

    /// <summary>What to do after a look.</summary>
    /// <param name="undecided">The suspects that it found.</param>
    /// <param name="now">The time of the look.</param>
    public ConfirmationStep Next(IReadOnlyCollection<Suspect> undecided, DateTimeOffset now)
    {
        if (undecided.Count == 0 || now - beganAt >= GiveUpAfter) return new([], null);

        Suspect[] due = [.. undecided.Where(suspect => AskAt(suspect) <= now)];
        foreach (var suspect in due) _asked[Key(suspect)] = new(_asked.GetValueOrDefault(Key(suspect)).Times + 1, now);
        var next = undecided.Select(AskAt).Append(now + LookEvery).Min();
        return new([.. due.Select(suspect => suspect.MonitorId)], next);
    }

    private DateTimeOffset AskAt(Suspect suspect) => _asked.GetValueOrDefault(Key(suspect)) switch
    {
        { Times: 0 } => suspect.AskAt,
        { Times: >= Asks } => DateTimeOffset.MaxValue,
        { Last: var last } => last + TimeSpan.FromSeconds(suspect.TimeoutSeconds) + Travel,
    };

    private static (string MonitorId, DateTimeOffset Since) Key(Suspect suspect) => (suspect.MonitorId, suspect.Since);

    private readonly record struct Asked(int Times, DateTimeOffset Last);
}

/// <param name="Ask">Monitors to ask all regions about now.</param>
/// <param name="LookAt">When to look again; null when there is nothing left to look for.</param>
public sealed record ConfirmationStep(IReadOnlyList<string> Ask, DateTimeOffset? LookAt);
