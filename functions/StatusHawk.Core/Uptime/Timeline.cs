using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Uptime;

/// <summary>Which verdict held from when on, in a stretch of the past.</summary>
/// <param name="From">Where the stretch begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Spans">In order, the first at <paramref name="From"/>; empty when the stretch is.</param>
/// <param name="ChangedFrom">
/// A verdict of this stretch that was believed late holds from before it: from here on, what was said of the time before is to be said again. Null: nothing is.
/// </param>
public sealed record Timeline(Slot From, Slot To, IReadOnlyList<TimelineSpan> Spans, Slot? ChangedFrom)
{
    public Verdict? Ends => Spans.Count > 0 ? Spans[^1].Verdict : null;

    /// <summary>The seconds of each verdict. Pauses are known to the second, and go before what the log says.</summary>
    public VerdictTime Time(IReadOnlyList<Pause>? pauses)
    {
        var time = new VerdictTime();
        for (var i = 0; i < Spans.Count; i++)
        {
            var (from, to) = (Spans[i].From.EpochSeconds, i + 1 < Spans.Count ? Spans[i + 1].From.EpochSeconds : To.EpochSeconds);
            var paused = (pauses ?? []).Sum(pause => Math.Max(0, Math.Min(to, pause.EndsBefore(To)) - Math.Max(from, Slot.Of(pause.From).EpochSeconds)));
            time = time.With(Verdict.Paused, paused).With(Spans[i].Verdict, to - from - paused);
        }

        return time;
    }
}

/// <summary>From when on a verdict held.</summary>
public readonly record struct TimelineSpan(Slot From, Verdict Verdict);
