namespace StatusHawk.Core.StatusPages;

/// <summary>Written by the watchdog each minute: as long as it is fresh, an old snapshot is not a stale one.</summary>
public sealed record PipelineHeartbeat(DateTimeOffset At);
