namespace StatusHawk.Core.Incidents;

/// <summary>
/// Whom to ask about, and when: pure, driven by whoever looks. Each suspect is asked about once when its failures have lasted long enough, and once more when no
/// answer has decided it. One question at a time is under way: who becomes a suspect meanwhile is asked about with the next.
/// </summary>
public sealed class ConfirmationPlan(DateTimeOffset beganAt)
{
    /// <summary>How long suspects are pursued; what is undecided then is taken up again by the next evaluation that finds it so.</summary>
    public static TimeSpan GiveUpAfter { get; } = TimeSpan.FromMinutes(3);

    /// <summary>How often it looks when nothing wakes it.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromSeconds(2);

    /// <summary>On top of a check's own timeout: the way there and back through two queues, on a busy day.</summary>
    public static TimeSpan Travel { get; } = TimeSpan.FromSeconds(20);

    private const int Asks = 2;
    private readonly Dictionary<(string MonitorId, DateTimeOffset Since), int> _asked = [];
    private HashSet<(string MonitorId, DateTimeOffset Since)> _underWay = [];
    private DateTimeOffset _answeredBy = DateTimeOffset.MinValue;

    /// <summary>What to do after a look.</summary>
    /// <param name="undecided">The suspects that it found.</param>
    /// <param name="now">The time of the look.</param>
    public ConfirmationStep Next(IReadOnlyCollection<Suspect> undecided, DateTimeOffset now)
    {
        if (undecided.Count == 0 || now - beganAt >= GiveUpAfter) return new([], now, null);

        // The question is answered when it has decided all whom it was about.
        _underWay.IntersectWith(undecided.Select(Key));
        var free = _underWay.Count == 0 ? now : _answeredBy;
        Suspect[] open = [.. undecided.Where(suspect => _asked.GetValueOrDefault(Key(suspect)) < Asks)];
        Suspect[] due = free <= now ? [.. open.Where(suspect => suspect.AskAt <= now)] : [];
        if (due.Length > 0)
        {
            foreach (var suspect in due) _asked[Key(suspect)] = _asked.GetValueOrDefault(Key(suspect)) + 1;
            _underWay = [.. due.Select(Key)];
            _answeredBy = now + TimeSpan.FromSeconds(due.Max(suspect => suspect.TimeoutSeconds)) + Travel;
            free = _answeredBy;
        }

        var next = open.Select(suspect => suspect.AskAt > free ? suspect.AskAt : free).Append(now + LookEvery).Min();
        return new([.. due.Select(suspect => suspect.MonitorId)], _answeredBy, next > now ? next : now + LookEvery);
    }

    private static (string MonitorId, DateTimeOffset Since) Key(Suspect suspect) => (suspect.MonitorId, suspect.Since);
}

/// <param name="Ask">Monitors to ask all regions about now.</param>
/// <param name="AnsweredBy">Until when an answer is waited for.</param>
/// <param name="LookAt">When to look again; null when there is nothing left to look for.</param>
public sealed record ConfirmationStep(IReadOnlyList<string> Ask, DateTimeOffset AnsweredBy, DateTimeOffset? LookAt);
