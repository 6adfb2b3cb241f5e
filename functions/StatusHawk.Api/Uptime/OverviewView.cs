using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>All monitors of a workspace at a glance.</summary>
/// <param name="Step"><c>hour</c> or <c>day</c>.</param>
/// <param name="From">Where the first cell begins.</param>
/// <param name="To">Where the last one ends.</param>
/// <param name="Items">Oldest monitor first.</param>
public sealed record OverviewView(string Step, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<OverviewItem> Items);

/// <summary>One monitor: three rows of numbers, a place for each cell, null where nothing is known.</summary>
/// <param name="Uptime">up / (up + down) of all cells together, 0 to 1.</param>
/// <param name="Uptimes">The same of each cell.</param>
/// <param name="Coverages">The share of the time to be watched about which something is known.</param>
/// <param name="P95">Milliseconds, all regions together.</param>
public sealed record OverviewItem(
    string Id, string Name, MonitorKind Kind, Verdict Verdict, DateTimeOffset Since,
    double? Uptime, IReadOnlyList<double?> Uptimes, IReadOnlyList<double?> Coverages, IReadOnlyList<int?> P95)
{
    public static OverviewItem Of(Monitor monitor, LiveState? live, OverviewRow? row, RollUpSpan span, Slot first)
    {
        var state = MonitorState.Of(monitor, live);
        var cells = new OverviewCell?[Overview.ShownOf(span)];
        var length = (long)Hours.LengthOf(span).TotalSeconds;
        for (var i = 0; i < (row?.Cells.Count ?? 0); i++)
        {
            var place = ((row!.From.EpochSeconds - first.EpochSeconds) / length) + i;
            if (place >= 0 && place < cells.Length) cells[place] = row.Cells[i];
        }

        var times = cells.Select(cell => cell is null ? null : new VerdictTime { Up = cell.Up, Down = cell.Down, Unknown = cell.Unknown }).ToArray();
        return new(
            monitor.Id, monitor.Name, monitor.Kind, state.Verdict, state.Since,
            StretchView.Rounded(times.OfType<VerdictTime>().Aggregate(new VerdictTime(), (sum, time) => sum + time).Uptime),
            [.. times.Select(time => StretchView.Rounded(time?.Uptime))],
            [.. times.Select(time => StretchView.Rounded(time?.Coverage))],
            [.. cells.Select(cell => cell?.P95)]);
    }
}
