using System.Text.Json;
using System.Text.Json.Serialization;
using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Uptime;

/// <summary>The last hours or days of all monitors of a shard at a glance: what lists and day bars are drawn from, without a look at each monitor's history.</summary>
public sealed record Overview
{
    /// <summary>Hours shown.</summary>
    public const int HoursShown = 24;

    /// <summary>Days shown.</summary>
    public const int DaysShown = 90;

    public int V { get; init; } = 1;
    public required string WorkspaceId { get; init; }
    public required string Shard { get; init; }
    public required RollUpSpan Span { get; init; }

    /// <summary>By monitor id.</summary>
    public required IReadOnlyDictionary<string, OverviewRow> Monitors { get; init; }

    public static int ShownOf(RollUpSpan span) => span == RollUpSpan.Hour ? HoursShown : DaysShown;
}

/// <summary>One monitor's cells without a gap.</summary>
/// <param name="From">Where the first cell begins.</param>
/// <param name="Cells">One for each hour or day; null where nothing is known of the monitor.</param>
public sealed record OverviewRow(Slot From, IReadOnlyList<OverviewCell?> Cells)
{
    /// <summary>With these roll-ups in their places, and as many cells as are shown. Putting in the same again changes nothing.</summary>
    public static OverviewRow Of(OverviewRow? before, RollUpSpan span, IReadOnlyCollection<RollUp> rollUps)
    {
        var length = (long)Hours.LengthOf(span).TotalSeconds;
        var cells = new SortedDictionary<long, OverviewCell?>();
        for (var i = 0; i < (before?.Cells.Count ?? 0); i++) cells[before!.From.EpochSeconds + (i * length)] = before.Cells[i];
        foreach (var rollUp in rollUps) cells[rollUp.From.EpochSeconds] = OverviewCell.Of(rollUp);
        if (cells.Count == 0) return new OverviewRow(new Slot(0), []);

        var last = cells.Keys.Last();
        var first = Math.Max(cells.Keys.First(), last - ((Overview.ShownOf(span) - 1) * length));
        return new OverviewRow(new Slot(first), [.. Enumerable.Range(0, (int)((last - first) / length) + 1).Select(i => cells.GetValueOrDefault(first + (i * length)))]);
    }

    public bool SaysTheSameAs(OverviewRow? other) => other is not null && From == other.From && Cells.SequenceEqual(other.Cells);
}

/// <summary>One hour or day of one monitor.</summary>
/// <param name="Up">Seconds in which it could be used.</param>
/// <param name="Down">Seconds down.</param>
/// <param name="Unknown">Seconds of which nothing is known.</param>
/// <param name="P95">Milliseconds that 95 % of the good answers did not exceed, all regions together; null: there were none.</param>
[JsonConverter(typeof(Converter))]
public sealed record OverviewCell(long Up, long Down, long Unknown, int? P95)
{
    public static OverviewCell Of(RollUp rollUp) =>
        new(rollUp.Time.Available, rollUp.Time.Down, rollUp.Time.Unknown, RegionCounts.Sum(rollUp.Regions.Values).Latency?.Quantile(0.95));

    /// <summary>An array, since a shard has thousands of cells.</summary>
    private sealed class Converter : JsonConverter<OverviewCell>
    {
        public override OverviewCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var numbers = JsonSerializer.Deserialize<long?[]>(ref reader, options);
            return numbers is [{ } up, { } down, { } unknown, var p95, ..] ? new(up, down, unknown, (int?)p95) : throw new JsonException("A cell has four numbers.");
        }

        public override void Write(Utf8JsonWriter writer, OverviewCell value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Up);
            writer.WriteNumberValue(value.Down);
            writer.WriteNumberValue(value.Unknown);
            if (value.P95 is { } p95) writer.WriteNumberValue(p95);
            else writer.WriteNullValue();
            writer.WriteEndArray();
        }
    }
}
