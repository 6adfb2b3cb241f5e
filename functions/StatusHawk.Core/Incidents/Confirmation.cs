using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Incidents;

/// <summary>Finds the suspects of a shard, and asks its regions for a second look at them.</summary>
public sealed class Confirmation(MonitorDirectory monitors, LiveView view, Evaluation evaluation, Opinions opinions, VerdictOptions options)
{
    private static readonly TimeSpan DirectoryMaxAge = TimeSpan.FromSeconds(5);

    /// <summary>What the log says now of every monitor of the shard that is not calm, whoever was the reason to look.</summary>
    public async Task<SuspectsView> LookAsync(string workspaceId, string shard, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(DirectoryMaxAge, cancellationToken);
        await view.RefreshAsync(TimeSpan.Zero, cancellationToken);
        string[] candidates =
        [
            .. monitors.InShard(shard)
                .Where(monitor => monitor.Enabled && monitor.WorkspaceId == workspaceId && view.Find(monitor.Id) is { } live && Wants.Confirmation(live))
                .Select(monitor => monitor.Id),
        ];
        if (candidates.Length == 0) return new SuspectsView([], []);

        // The run may be shared, and then judges others too.
        var evaluated = await evaluation.RunAsync(workspaceId, shard, candidates, cancellationToken);
        var wanting = evaluated.States.Where(live => candidates.Contains(live.MonitorId) && Wants.Confirmation(live)).OrderBy(live => live.MonitorId, StringComparer.Ordinal).ToArray();
        return new SuspectsView(
            [.. wanting.Where(live => live.Verdict != Verdict.Down).Select(live => Suspect(live, monitors.InShard(shard)))],
            [.. wanting.Where(live => live.Verdict == Verdict.Down).Select(live => live.MonitorId)]);
    }

    /// <summary>Asks every region of the shard, with one request for all of them. Returns the regions that could not be asked.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(string shard, IReadOnlyCollection<string> monitorIds, DateTimeOffset at, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(DirectoryMaxAge, cancellationToken);
        Monitor[] asked = [.. monitors.InShard(shard).Where(monitor => monitor.Enabled && monitorIds.Contains(monitor.Id))];
        return await opinions.AskAsync(asked, Slot.Of(at), lifetime, cancellationToken);
    }

    private Suspect Suspect(LiveState live, IReadOnlyList<Monitor> members)
    {
        // The region that began last: at its time the failures of all have lasted long enough.
        var since = live.Votes.Values.Select(vote => vote.SuspectSince).OfType<DateTimeOffset>().Max();
        return new Suspect(live.MonitorId, since, since + options.ConfirmFor, members.First(monitor => monitor.Id == live.MonitorId).TimeoutSeconds);
    }
}

/// <summary>What a look at a shard's suspects found.</summary>
/// <param name="Undecided">Those of whom more observations are wanted.</param>
/// <param name="Down">Confirmed outages without an incident.</param>
public sealed record SuspectsView(IReadOnlyList<Suspect> Undecided, IReadOnlyList<string> Down);

/// <param name="MonitorId">Who.</param>
/// <param name="Since">The failure that a second look is wanted at.</param>
/// <param name="AskAt">From when on a second look tells an outage from a blip.</param>
/// <param name="TimeoutSeconds">How long an answer may take.</param>
public sealed record Suspect(string MonitorId, DateTimeOffset Since, DateTimeOffset AskAt, int TimeoutSeconds);
