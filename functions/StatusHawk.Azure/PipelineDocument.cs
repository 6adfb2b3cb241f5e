namespace StatusHawk.Azure;

/// <summary>What Pipeline keeps beside the pages, under a slug that no page can have.</summary>
internal sealed record PipelineDocument<T>
{
    public const string Partition = "~pipeline";
    public const string Cursor = "cursor";
    public const string Heartbeat = "heartbeat";
    public const string HistoryPrefix = "history-";

    public required string Id { get; init; }
    public string Slug { get; init; } = Partition;
    public int V { get; init; } = 1;
    public required T Value { get; init; }
}
