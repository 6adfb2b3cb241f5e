using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Incidents;

/// <summary>What becomes of a detected incident, from what the checks say. What people do to one is in <see cref="IncidentChanges"/>.</summary>
public static class IncidentRules
{
    /// <summary>The incident of a confirmed outage.</summary>
    /// <param name="monitor">What is down.</param>
    /// <param name="live">Its state, whose verdict is down and whose episode is open.</param>
    /// <param name="options">What counts as flapping.</param>
    /// <param name="now">When it is written down.</param>
    public static Incident Open(Monitor monitor, LiveState live, IncidentOptions options, DateTimeOffset now)
    {
        var down = live.Votes.Where(vote => vote.Value.Vote == VoteValue.Down).OrderBy(vote => vote.Key, StringComparer.Ordinal).ToArray();
        string[] regions = [.. down.Select(vote => vote.Key)];
        var error = down.Select(vote => vote.Value.Error).FirstOrDefault(evidence => evidence is not null);
        var flapping = Flapping.Is([.. live.Transitions, now], options, now);
        return new Incident
        {
            Id = IncidentIds.Of(monitor.Id, live.Episode),
            WorkspaceId = monitor.WorkspaceId,
            Origin = IncidentOrigin.Detected,
            MonitorIds = [monitor.Id],
            Episode = live.Episode,
            Title = flapping ? $"{monitor.Name} is flapping" : $"{monitor.Name} is down",
            Impact = flapping ? IncidentImpact.Minor : IncidentImpact.Major,
            Status = IncidentStatus.Investigating,
            StartedAt = live.Since,
            CreatedAt = now,
            UpdatedAt = now,
            Flapping = flapping,
            Cause = new IncidentCause(monitor.Name, TargetOf(monitor), regions, error),
            Timeline =
            [
                new TimelineEntry
                {
                    At = now,
                    Status = IncidentStatus.Investigating,
                    Message = flapping
                        ? $"{monitor.Name} goes down and up again and again. Nothing more is told until it is stable."
                        : monitor.Kind == MonitorKind.Heartbeat
                            ? $"{monitor.Name} did not report success. We are looking into it."
                            : $"{monitor.Name} does not work as seen from {string.Join(", ", regions)}. We are looking into it.",
                },
            ],
            Transitions = [new Transition { Number = 1, Kind = flapping ? TransitionKind.Flapping : TransitionKind.Down, At = live.Since, RecordedAt = now, Regions = regions, Error = Told(error) }],
        };
    }

    /// <summary>What the incident is after another look; the same object when nothing is new.</summary>
    /// <param name="incident">As it is stored.</param>
    /// <param name="monitor">What it is about; null when it was deleted.</param>
    /// <param name="live">What holds of the monitor; null when nothing does.</param>
    /// <param name="options">What counts as stable.</param>
    /// <param name="verdicts">How long a recovery takes.</param>
    /// <param name="now">When it is looked at.</param>
    public static Incident Follow(
        Incident incident, Monitor? monitor, LiveState? live, IncidentOptions options, VerdictOptions verdicts, DateTimeOffset now)
    {
        if (incident.Origin == IncidentOrigin.Manual || incident.HeldOpen) return incident;
        if (incident.Status != IncidentStatus.Resolved)
        {
            if (monitor is null) return End(incident, "The monitor was deleted, so nobody looks any more.", now);
            if (!monitor.Enabled) return End(incident, "The monitor was paused, so nobody looks any more.", now);
            return live is not null && Recovery.IsOver(live, monitor) && IsStable(incident, live, options, now) ? Recover(incident, live, now) : incident;
        }

        return IsStillDown(incident, monitor, live, verdicts, now) ? StillDown(incident, live!, now) : incident;
    }

    /// <summary>
    /// Whether the checks can make nothing of it any more, so that its monitor is free for another: announced by a person, resolved by the checks or ended, or
    /// resolved by hand and really over.
    /// </summary>
    public static bool IsOver(Incident incident, Monitor? monitor, LiveState? live) =>
        incident.Origin == IncidentOrigin.Manual
        || (incident.Status == IncidentStatus.Resolved
            && (incident.ResolvedBy is null || monitor is null || !monitor.Enabled || live is null || live.IncidentId != incident.Id || Recovery.IsOver(live, monitor)));

    private static bool IsStable(Incident incident, LiveState live, IncidentOptions options, DateTimeOffset now) =>
        !incident.Flapping || now - UpSince(live) >= options.StableAfter;

    // Resolved by a person, and the checks have said down ever since for as long as a recovery would have taken.
    private static bool IsStillDown(Incident incident, Monitor? monitor, LiveState? live, VerdictOptions verdicts, DateTimeOffset now) =>
        incident.ResolvedBy is not null && monitor is { Enabled: true } && live is { Verdict: Verdict.Down } && live.IncidentId == incident.Id
        && now - incident.ResolvedAt >= Recovery.Takes(monitor, verdicts);

    private static Incident Recover(Incident incident, LiveState live, DateTimeOffset now)
    {
        var at = UpSince(live);
        if (at < incident.StartedAt) at = now;
        var message = incident.Flapping ? "It has been stable for a while now." : $"It works again, after {Duration.Words(at - incident.StartedAt)}.";
        return Resolve(incident, TransitionKind.Recovered, at, message, now);
    }

    private static Incident End(Incident incident, string message, DateTimeOffset now) => Resolve(incident, TransitionKind.Ended, now, message, now);

    private static Incident Resolve(Incident incident, TransitionKind kind, DateTimeOffset at, string message, DateTimeOffset now) => incident with
    {
        Status = IncidentStatus.Resolved,
        ResolvedAt = at,
        ResolvedBy = null,
        UpdatedAt = now,
        Timeline = Timeline.Append(incident.Timeline, new TimelineEntry { At = now, Status = IncidentStatus.Resolved, Message = message }),
        Transitions = [.. incident.Transitions, new Transition { Number = incident.Transitions.Count + 1, Kind = kind, At = at, RecordedAt = now, Regions = incident.Cause?.Regions ?? [] }],
    };

    private static Incident StillDown(Incident incident, LiveState live, DateTimeOffset now)
    {
        string[] regions = [.. live.Votes.Where(vote => vote.Value.Vote == VoteValue.Down).Select(vote => vote.Key).Order(StringComparer.Ordinal)];
        return incident with
        {
            Status = IncidentStatus.Investigating,
            ResolvedAt = null,
            ResolvedBy = null,
            UpdatedAt = now,
            Timeline = Timeline.Append(incident.Timeline, new TimelineEntry { At = now, Status = IncidentStatus.Investigating, Message = "It is still down, so this is open again." }),
            Transitions =
            [
                .. incident.Transitions,
                new Transition
                {
                    Number = incident.Transitions.Count + 1,
                    Kind = TransitionKind.Reopened,
                    At = now,
                    RecordedAt = now,
                    Regions = regions,
                    Error = Told(live.Votes.Values.Where(vote => vote.Vote == VoteValue.Down).Select(vote => vote.Error).FirstOrDefault()),
                },
            ],
        };
    }

    /// <summary>Since when a strict majority has been up: the instant at which the last region that it takes turned.</summary>
    private static DateTimeOffset UpSince(LiveState live)
    {
        DateTimeOffset[] up = [.. live.Votes.Values.Where(vote => vote.Vote == VoteValue.Up).Select(vote => vote.Since ?? live.Since).Order()];
        var fresh = live.Votes.Values.Count(vote => vote.Vote != VoteValue.None);
        return up.Length == 0 ? live.Since : up[Math.Min(fresh / 2, up.Length - 1)];
    }

    // What the answer looked like stays with the incident's cause: alerts go to receivers who need not see it.
    private static Evidence? Told(Evidence? error) => error is null ? null : error with { Answer = null };

    // Of a URL without the query, which may hold what is nobody's business.
    private static string TargetOf(Monitor monitor) => monitor.Kind switch
    {
        MonitorKind.Http => Uri.TryCreate(monitor.Http?.Url, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Path) : "",
        MonitorKind.Tcp => $"{monitor.Tcp?.Host}:{monitor.Tcp?.Port}",
        MonitorKind.Ping => monitor.Ping?.Host ?? "",
        MonitorKind.Dns => $"{monitor.Dns?.RecordType} {monitor.Dns?.Name}",
        MonitorKind.Tls => $"{monitor.Tls?.Host}:{monitor.Tls?.Port}",
        _ => "",
    };
}
