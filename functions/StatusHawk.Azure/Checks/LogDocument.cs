using StatusHawk.Core.Checks;

namespace StatusHawk.Azure.Checks;

/// <summary>A log entry as it is stored: flat, since every healthy round is one.</summary>
internal sealed record LogDocument
{
    public required string Id { get; init; }
    public required string Shard { get; init; }
    public required string WorkspaceId { get; init; }
    public int V { get; init; }
    public required EntryKind Kind { get; init; }
    public required Slot Slot { get; init; }
    public required string Region { get; init; }
    public int Part { get; init; }
    public required IReadOnlyList<CheckResult> Results { get; init; }

    public static LogDocument Of(LogEntry entry) => new()
    {
        Id = entry.Id,
        Shard = entry.Shard,
        WorkspaceId = entry.WorkspaceId,
        V = entry.V,
        Kind = entry.Kind,
        Slot = entry.Slot,
        Region = entry.Region,
        Part = entry.Part,
        Results = entry.Results,
    };

    public LogEntry ToEntry() => new()
    {
        V = V,
        Kind = Kind,
        Shard = Shard,
        WorkspaceId = WorkspaceId,
        Slot = Slot,
        Region = Region,
        Part = Part,
        Results = Results,
    };
}
