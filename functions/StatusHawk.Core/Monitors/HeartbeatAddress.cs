namespace StatusHawk.Core.Monitors;

/// <summary>What the address that a job calls ends with: <c>{workspace}-{monitor}-{token}</c>, ids without their prefixes, so that no store need be searched.</summary>
public sealed record HeartbeatAddress(string WorkspaceId, string MonitorId, string Token)
{
    public static string Of(string workspaceId, string monitorId, string token) => $"{workspaceId[Ids.Workspace.Length..]}-{monitorId[Ids.Monitor.Length..]}-{token}";

    /// <summary>Null when it is none.</summary>
    public static HeartbeatAddress? Parse(string text) =>
        text.Split('-') is [var workspace, var monitor, { Length: HeartbeatTarget.TokenLength } token]
        && Ids.IsValid(Ids.Workspace, Ids.Workspace + workspace) && Ids.IsValid(Ids.Monitor, Ids.Monitor + monitor)
            ? new(Ids.Workspace + workspace, Ids.Monitor + monitor, token)
            : null;
}
