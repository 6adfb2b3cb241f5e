namespace StatusHawk.Core.Watching;

/// <summary>What an operator's alarms rest on, as the watchdog's line says it once a minute.</summary>
/// <param name="ScheduleLag">How far planning is behind, in whole seconds.</param>
/// <param name="QueueAge">How long the oldest message could have been taken that nobody has, in whole seconds.</param>
/// <param name="QueueOldest">On which queue that is; <c>-</c>: on none.</param>
/// <param name="Poison">Messages that could not be read and wait for somebody to look.</param>
/// <param name="SilentRegions">Regions with something to check from which nothing comes, with commas between; <c>-</c>: none.</param>
/// <param name="AlertsOutstanding">Channels that wait to be told of incidents that are over.</param>
public sealed record AlarmFigures(long ScheduleLag, long QueueAge, string QueueOldest, int Poison, string SilentRegions, int AlertsOutstanding);
