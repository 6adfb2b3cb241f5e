using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting;

/// <summary>
/// What a channel is told of an incident, and in which order: each transition after the one before it is settled. Pure: incident, channel and ledger say it all.
/// </summary>
public static class AlertOrder
{
    /// <summary>What is to be done next for a channel.</summary>
    /// <param name="incident">What happened.</param>
    /// <param name="channel">Whom to tell; null when it was deleted.</param>
    /// <param name="deliveries">The ledger's rows of this incident and channel.</param>
    public static AlertStep Next(Incident incident, Channel? channel, IReadOnlyCollection<Delivery> deliveries)
    {
        var rows = deliveries.ToDictionary(row => row.Number);
        var open = Told(incident, channel).Where(transition => !IsSettled(rows.GetValueOrDefault(transition.Number))).ToArray();
        if (channel is not { Enabled: true }) return new(null, [.. open.Where(transition => rows.ContainsKey(transition.Number))]);

        var suppressed = new List<Transition>();
        for (var i = 0; i < open.Length; i++)
        {
            // Overtaken before anybody could have heard of it: then there is no end to tell either.
            if (i + 1 < open.Length && AlertPolicy.Begins(open[i].Kind) && AlertPolicy.Ends(open[i + 1].Kind) && !IsBegun(rows.GetValueOrDefault(open[i].Number)))
                suppressed.AddRange([open[i], open[++i]]);
            else if (AlertPolicy.Ends(open[i].Kind) && BeganUnheard(incident, open[i], rows, suppressed))
                suppressed.Add(open[i]);
            else
                return new(open[i], suppressed);
        }

        return new(null, suppressed);
    }

    // Nobody heard of the beginning, because the channel was off or it was over too soon: its end would come out of the blue.
    private static bool BeganUnheard(Incident incident, Transition end, Dictionary<int, Delivery> rows, List<Transition> suppressed) =>
        incident.Transitions.LastOrDefault(transition => transition.Number < end.Number && AlertPolicy.Begins(transition.Kind)) is { } began
        && (suppressed.Contains(began) || rows.GetValueOrDefault(began.Number)?.State == DeliveryState.Suppressed);

    /// <summary>Whether this channel has been told all that it will be.</summary>
    public static bool IsSettled(Incident incident, Channel? channel, IReadOnlyCollection<Delivery> deliveries) =>
        Next(incident, channel, deliveries) is { Tell: null, Suppress.Count: 0 };

    // What happened before the channel was made is no news to it, and neither is the end of that.
    private static IEnumerable<Transition> Told(Incident incident, Channel? channel)
    {
        var heard = false;
        foreach (var transition in incident.Transitions.OrderBy(transition => transition.Number).Where(transition => AlertPolicy.Tells(transition.Kind)))
        {
            if (AlertPolicy.Begins(transition.Kind)) heard = channel is null || channel.CreatedAt <= transition.RecordedAt;
            if (heard) yield return transition;
        }
    }

    private static bool IsBegun(Delivery? row) => row is { Attempts: > 0 };

    private static bool IsSettled(Delivery? row) => row is { State: DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Suppressed };
}

/// <param name="Tell">The transition to tell next; null when there is none.</param>
/// <param name="Suppress">Transitions of which nobody is to hear.</param>
public sealed record AlertStep(Transition? Tell, IReadOnlyList<Transition> Suppress);
