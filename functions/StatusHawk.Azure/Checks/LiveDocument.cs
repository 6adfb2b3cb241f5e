using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Azure.Checks;

internal sealed record LiveDocument
{
    /// <summary>The monitor's id.</summary>
    public required string Id { get; init; }
    public required string WorkspaceId { get; init; }
    public int V { get; init; } = 1;
    public required LiveState State { get; init; }

    public static LiveDocument Of(LiveState state) => new() { Id = state.MonitorId, WorkspaceId = state.WorkspaceId, State = state };
}
