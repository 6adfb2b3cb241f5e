namespace StatusHawk.Api.Tests.Contract;

/// <summary>What the contract promises and the app does not do yet. It must shrink to nothing: a row for what is built is a fault.</summary>
internal static class NotBuilt
{
    /// <summary>Operations without a function.</summary>
    public static IReadOnlySet<string> Operations { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        FunctionNames.Register, FunctionNames.VerifyAccount, FunctionNames.SignIn, FunctionNames.RefreshSession, FunctionNames.SignOut, FunctionNames.ListSessions,
        FunctionNames.RevokeSession, FunctionNames.RequestPasswordReset, FunctionNames.ResetPassword, FunctionNames.ReadAccount, FunctionNames.ChangeAccount,
        FunctionNames.DeleteAccount, FunctionNames.ChangePassword, FunctionNames.ChangeEmail, FunctionNames.ConfirmEmail, FunctionNames.BeginSecondFactor,
        FunctionNames.ConfirmSecondFactor, FunctionNames.RemoveSecondFactor, FunctionNames.RenewRecoveryCodes,
        FunctionNames.ListWorkspaces, FunctionNames.CreateWorkspace, FunctionNames.ExportWorkspace, FunctionNames.ReadUsage, FunctionNames.ListMembers,
        FunctionNames.ChangeMember, FunctionNames.RemoveMember, FunctionNames.LeaveWorkspace, FunctionNames.TransferWorkspace, FunctionNames.ListInvitations,
        FunctionNames.InviteMember, FunctionNames.RevokeInvitation, FunctionNames.AcceptInvitation, FunctionNames.ListKeys, FunctionNames.CreateKey,
        FunctionNames.ReadKey, FunctionNames.RevokeKey, FunctionNames.ListAudit, FunctionNames.PauseMonitors, FunctionNames.ResumeMonitors,
        FunctionNames.CheckMonitor, FunctionNames.ListRegions,
    };

    /// <summary>Operations that answer in an older form.</summary>
    public static IReadOnlySet<string> Answers { get; } = new HashSet<string>(StringComparer.Ordinal) { FunctionNames.TestMonitor, FunctionNames.TryMonitor };

    /// <summary>Statuses that nothing answers with yet, and the operations of which that is so; none named: all.</summary>
    public static IReadOnlyDictionary<int, string[]> Statuses { get; } = new Dictionary<int, string[]>
    {
        [412] = [],
        [422] = [],
        [429] = [],
        [400] = [FunctionNames.ListMonitors, FunctionNames.ListChannels, FunctionNames.TestMonitor],
        [413] = [FunctionNames.TestMonitor],
        [415] = [FunctionNames.TestMonitor],
        [409] = [FunctionNames.CreateMonitor, FunctionNames.OpenIncident],
    };

    /// <summary>Whether a declared parameter is not read yet.</summary>
    public static bool HasParameter(string operation, string parameter) =>
        parameter is "If-Match" or "Idempotency-Key" or "cursor" || (operation is FunctionNames.ListMonitors or FunctionNames.ListChannels && !parameter.EndsWith("Id", StringComparison.Ordinal));

    /// <summary>Whether a declared header is not sent yet: versions are those of public pages only.</summary>
    public static bool HasHeader(string operation, int status, string header) => header == "ETag" && !operation.StartsWith("Show", StringComparison.Ordinal) && !operation.StartsWith("ReadContract", StringComparison.Ordinal);

    public static bool Has(string operation, int status) => Statuses.TryGetValue(status, out var named) && (named.Length == 0 || named.Contains(operation));
}
