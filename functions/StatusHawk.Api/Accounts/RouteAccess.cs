using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Who may call what, a row for each function. A function without a row is closed to all.</summary>
public static class RouteAccess
{
    private static readonly Access Anyone = new Access.ToAnyone();
    private static readonly Access People = new Access.ToPeople();

    private static readonly Dictionary<string, Access> Rows = new(StringComparer.Ordinal)
    {
        [FunctionNames.Health] = Anyone,
        [FunctionNames.Ready] = Anyone,

        // It sees to its own keys.
        [FunctionNames.Metrics] = Anyone,
        [FunctionNames.ShowPage] = Anyone,
        [FunctionNames.ShowPageSummary] = Anyone,
        [FunctionNames.ShowPageStatus] = Anyone,
        [FunctionNames.ShowPageIncidents] = Anyone,
        [FunctionNames.ShowPageUnresolvedIncidents] = Anyone,
        [FunctionNames.Heartbeat] = Anyone,
        [FunctionNames.HeartbeatStart] = Anyone,
        [FunctionNames.HeartbeatFail] = Anyone,
        [FunctionNames.ReadContract] = Anyone,
        [FunctionNames.ReadContractPage] = Anyone,

        [FunctionNames.Register] = Anyone,
        [FunctionNames.VerifyAccount] = Anyone,
        [FunctionNames.SignIn] = Anyone,
        [FunctionNames.RefreshSession] = Anyone,
        [FunctionNames.RequestPasswordReset] = Anyone,
        [FunctionNames.ResetPassword] = Anyone,
        [FunctionNames.ConfirmEmail] = Anyone,
        [FunctionNames.SignOut] = People,
        [FunctionNames.ListSessions] = People,
        [FunctionNames.RevokeSession] = People,
        [FunctionNames.ReadAccount] = People,
        [FunctionNames.ChangeAccount] = People,
        [FunctionNames.DeleteAccount] = People,
        [FunctionNames.ChangePassword] = People,
        [FunctionNames.ChangeEmail] = People,
        [FunctionNames.BeginSecondFactor] = People,
        [FunctionNames.ConfirmSecondFactor] = People,
        [FunctionNames.RemoveSecondFactor] = People,
        [FunctionNames.RenewRecoveryCodes] = People,
        [FunctionNames.AcceptInvitation] = People,
        [FunctionNames.ListWorkspaces] = People,
        [FunctionNames.CreateWorkspace] = People,

        [FunctionNames.ReadWorkspace] = To(Area.Workspace, Role.Viewer),
        [FunctionNames.ReadUsage] = To(Area.Workspace, Role.Viewer),
        [FunctionNames.ChangeWorkspace] = To(Area.Workspace, Role.Admin),
        [FunctionNames.ExportWorkspace] = To(Area.Workspace, Role.Admin),
        [FunctionNames.DeleteWorkspace] = To(Area.Workspace, Role.Owner),
        [FunctionNames.ListMembers] = To(Area.Workspace, Role.Viewer),
        [FunctionNames.ChangeMember] = Members(Role.Admin),
        [FunctionNames.RemoveMember] = Members(Role.Admin),
        [FunctionNames.LeaveWorkspace] = Members(Role.Viewer),
        [FunctionNames.TransferWorkspace] = Members(Role.Owner),
        [FunctionNames.ListInvitations] = To(Area.Workspace, Role.Admin),
        [FunctionNames.InviteMember] = Members(Role.Admin),
        [FunctionNames.RevokeInvitation] = Members(Role.Admin),
        [FunctionNames.ListKeys] = To(Area.Workspace, Role.Admin),
        [FunctionNames.CreateKey] = To(Area.Workspace, Role.Admin),
        [FunctionNames.ReadKey] = To(Area.Workspace, Role.Admin),
        [FunctionNames.RevokeKey] = To(Area.Workspace, Role.Admin),
        [FunctionNames.ListAudit] = To(Area.Workspace, Role.Admin),

        [FunctionNames.ListMonitors] = To(Area.Monitors, Role.Viewer),
        [FunctionNames.ReadMonitor] = To(Area.Monitors, Role.Viewer),
        [FunctionNames.ReadHistory] = To(Area.Monitors, Role.Viewer),
        [FunctionNames.ReadUptime] = To(Area.Monitors, Role.Viewer),
        [FunctionNames.ReadOverview] = To(Area.Monitors, Role.Viewer),
        [FunctionNames.ListRegions] = To(Area.Monitors, Role.Viewer),
        [FunctionNames.CreateMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.ChangeMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.DeleteMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.PauseMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.ResumeMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.PauseMonitors] = To(Area.Monitors, Role.Editor),
        [FunctionNames.ResumeMonitors] = To(Area.Monitors, Role.Editor),
        [FunctionNames.CheckMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.TestMonitor] = To(Area.Monitors, Role.Editor),
        [FunctionNames.TryMonitor] = To(Area.Monitors, Role.Editor),

        [FunctionNames.ListIncidents] = To(Area.Incidents, Role.Viewer),
        [FunctionNames.ReadIncident] = To(Area.Incidents, Role.Viewer),
        [FunctionNames.OpenIncident] = To(Area.Incidents, Role.Editor),
        [FunctionNames.UpdateIncident] = To(Area.Incidents, Role.Editor),
        [FunctionNames.AcknowledgeIncident] = To(Area.Incidents, Role.Editor),
        [FunctionNames.ResolveIncident] = To(Area.Incidents, Role.Editor),
        [FunctionNames.ReopenIncident] = To(Area.Incidents, Role.Editor),

        [FunctionNames.ListChannels] = To(Area.Channels, Role.Viewer),
        [FunctionNames.ReadChannel] = To(Area.Channels, Role.Viewer),
        [FunctionNames.CreateChannel] = To(Area.Channels, Role.Editor),
        [FunctionNames.ChangeChannel] = To(Area.Channels, Role.Editor),
        [FunctionNames.DeleteChannel] = To(Area.Channels, Role.Editor),
        [FunctionNames.TestChannel] = To(Area.Channels, Role.Editor),

        [FunctionNames.ReadStatusPage] = To(Area.Pages, Role.Viewer),
        [FunctionNames.ChangeStatusPage] = To(Area.Pages, Role.Editor),
    };

    /// <summary>Null: nobody may.</summary>
    public static Access? Of(string function) => Rows.GetValueOrDefault(function);

    private static Access.ToWorkspace To(Area area, Role role) => new(area, role);

    private static Access.ToMembers Members(Role role) => new(role);
}
