using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Incidents;

/// <summary>What checks found when the incident was opened.</summary>
/// <param name="MonitorName">The monitor's name at that time.</param>
/// <param name="Target">What was checked, as it may be shown to the workspace: a URL without its query. Never on the public page.</param>
/// <param name="Regions">The regions that found it down, in alphabetical order.</param>
/// <param name="Error">The evidence of one of them.</param>
public sealed record IncidentCause(string MonitorName, string Target, IReadOnlyList<string> Regions, Evidence? Error);
