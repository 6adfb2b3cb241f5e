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

    public const string Register = "Register";
    public const string VerifyAccount = "VerifyAccount";
    public const string SignIn = "SignIn";
    public const string RefreshSession = "RefreshSession";
    public const string SignOut = "SignOut";
    public const string ListSessions = "ListSessions";
    public const string RevokeSession = "RevokeSession";
    public const string RequestPasswordReset = "RequestPasswordReset";
    public const string ResetPassword = "ResetPassword";
    public const string ReadAccount = "ReadAccount";
    public const string ChangeAccount = "ChangeAccount";
    public const string DeleteAccount = "DeleteAccount";
    public const string ChangePassword = "ChangePassword";
    public const string ChangeEmail = "ChangeEmail";
    public const string ConfirmEmail = "ConfirmEmail";
    public const string BeginSecondFactor = "BeginSecondFactor";
    public const string ConfirmSecondFactor = "ConfirmSecondFactor";
    public const string RemoveSecondFactor = "RemoveSecondFactor";
    public const string RenewRecoveryCodes = "RenewRecoveryCodes";

    public const string ListWorkspaces = "ListWorkspaces";
    public const string CreateWorkspace = "CreateWorkspace";
    public const string ExportWorkspace = "ExportWorkspace";
    public const string ReadUsage = "ReadUsage";
    public const string ListMembers = "ListMembers";
    public const string ChangeMember = "ChangeMember";
    public const string RemoveMember = "RemoveMember";
    public const string LeaveWorkspace = "LeaveWorkspace";
    public const string TransferWorkspace = "TransferWorkspace";
    public const string ListInvitations = "ListInvitations";
    public const string InviteMember = "InviteMember";
    public const string RevokeInvitation = "RevokeInvitation";
    public const string AcceptInvitation = "AcceptInvitation";
    public const string ListKeys = "ListKeys";
    public const string CreateKey = "CreateKey";
    public const string ReadKey = "ReadKey";
    public const string RevokeKey = "RevokeKey";
    public const string ListAudit = "ListAudit";

    public const string PauseMonitors = "PauseMonitors";
    public const string ResumeMonitors = "ResumeMonitors";
    public const string CheckMonitor = "CheckMonitor";
    public const string ListRegions = "ListRegions";

    public const string ReadContract = "ReadContract";
    public const string ReadContractPage = "ReadContractPage";
}
