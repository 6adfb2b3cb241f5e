namespace StatusHawk.Bench.Pipeline;

/// <summary>How long at least one of several things was going on: what an instance is billed for, however many functions it runs at once.</summary>
public static class ActiveTime
{
    /// <summary>The length of the union of the spans. Those that end before they begin do not count.</summary>
    public static TimeSpan Of(IEnumerable<(DateTimeOffset From, DateTimeOffset To)> spans)
    {
        var active = TimeSpan.Zero;
        var until = DateTimeOffset.MinValue;
        foreach (var (from, to) in spans.Where(span => span.To > span.From).OrderBy(span => span.From))
        {
            if (to <= until) continue;
            active += to - (from > until ? from : until);
            until = to;
        }

        return active;
    }
}
