using System.Text.Json.Serialization;

namespace StatusHawk.Core.Checks;

/// <summary>
/// What is stored of checks: a round, or a lone observation. Immutable, and idempotent by <see cref="Id"/>: the first stored wins. Every verdict is a
/// pure function of a shard's recent entries.
/// </summary>
public sealed record LogEntry
{
    public int V { get; init; } = 1;
    public required EntryKind Kind { get; init; }
    public required string Shard { get; init; }
    public required string WorkspaceId { get; init; }
    public required Slot Slot { get; init; }
    public required string Region { get; init; }

    /// <summary>Which part of the shard, fixed by the planner; of a call the tenth of its second, 0 to 9; 0 for other lone observations.</summary>
    public int Part { get; init; }

    /// <summary>One for each monitor of the part; exactly one in a lone observation; none in the installation's own call.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary><c>{slot}|{region}|{part}</c> for a round, <c>{slot}|{region}|{u or o}|{monitor}</c> for a lone observation,
    /// <c>p</c>, <c>s</c> or <c>f</c> and the tenth of the second in its place for a call; unique in its shard.</summary>
    [JsonIgnore]
    public string Id => Kind switch
    {
        EntryKind.Round => $"{Slot}|{Region}|{Part}",
        EntryKind.Urgent => $"{Slot}|{Region}|u|{Results[0].MonitorId}",
        EntryKind.Opinion => $"{Slot}|{Region}|o|{Results[0].MonitorId}",
        _ when Results is [var call] => $"{Slot}|{Region}|{(call.Outcome == Outcome.Up ? 'p' : call.Outcome == Outcome.Down ? 'f' : 's')}{Part}|{call.MonitorId}",
        _ => $"{Slot}|{Region}|self",
    };
}
