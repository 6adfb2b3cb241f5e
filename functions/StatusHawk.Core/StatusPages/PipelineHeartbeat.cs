namespace StatusHawk.Core.StatusPages;

/// <summary>Written by the watchdog each minute: as long as it is fresh, an old snapshot is not a stale one.</summary>
/// <param name="At">When.</param>
/// <param name="RegionsWithoutPing">Those that have reported that they cannot send ICMP echo requests; null: none.</param>
public sealed record PipelineHeartbeat(DateTimeOffset At, IReadOnlyList<string>? RegionsWithoutPing = null);
