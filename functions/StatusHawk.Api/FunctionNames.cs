namespace StatusHawk.Api;

/// <summary>The functions' names. Part of the deployment's contract: never renamed after a release.</summary>
public static class FunctionNames
{
    public const string Health = "Health";
    public const string Ready = "Ready";
    public const string Metrics = "Metrics";
    public const string ReadWorkspace = "ReadWorkspace";
    public const string ChangeWorkspace = "ChangeWorkspace";
    public const string DeleteWorkspace = "DeleteWorkspace";
    public const string ListMonitors = "ListMonitors";
    public const string CreateMonitor = "CreateMonitor";
    public const string ReadMonitor = "ReadMonitor";
    public const string ChangeMonitor = "ChangeMonitor";
    public const string DeleteMonitor = "DeleteMonitor";
    public const string PauseMonitor = "PauseMonitor";
    public const string ResumeMonitor = "ResumeMonitor";
    public const string Heartbeat = "Heartbeat";
    public const string HeartbeatStart = "HeartbeatStart";
    public const string HeartbeatFail = "HeartbeatFail";
    public const string TestMonitor = "TestMonitor";
    public const string TryMonitor = "TryMonitor";
    public const string ReadHistory = "ReadHistory";
    public const string ReadUptime = "ReadUptime";
    public const string ReadOverview = "ReadOverview";
    public const string ListIncidents = "ListIncidents";
    public const string OpenIncident = "OpenIncident";
    public const string ReadIncident = "ReadIncident";
    public const string UpdateIncident = "UpdateIncident";
    public const string AcknowledgeIncident = "AcknowledgeIncident";
    public const string ResolveIncident = "ResolveIncident";
    public const string ReopenIncident = "ReopenIncident";
    public const string ListChannels = "ListChannels";
    public const string CreateChannel = "CreateChannel";
    public const string ReadChannel = "ReadChannel";
    public const string ChangeChannel = "ChangeChannel";
    public const string DeleteChannel = "DeleteChannel";
    public const string TestChannel = "TestChannel";
    public const string ReadStatusPage = "ReadStatusPage";
    public const string ChangeStatusPage = "ChangeStatusPage";
    public const string ShowPage = "ShowPage";
    public const string ShowPageSummary = "ShowPageSummary";
    public const string ShowPageStatus = "ShowPageStatus";
    public const string ShowPageIncidents = "ShowPageIncidents";
    public const string ShowPageUnresolvedIncidents = "ShowPageUnresolvedIncidents";

    /// <summary>The only functions that ask for no key; metrics see to their own.</summary>
    public static IReadOnlySet<string> Anonymous { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        Health, Ready, Metrics, ShowPage, ShowPageSummary, ShowPageStatus, ShowPageIncidents, ShowPageUnresolvedIncidents, Heartbeat, HeartbeatStart, HeartbeatFail,
    };
}
