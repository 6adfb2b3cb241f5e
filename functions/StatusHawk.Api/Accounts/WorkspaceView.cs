using System.Text.Json.Serialization;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Accounts;

/// <summary>A workspace as the API shows it.</summary>
/// <param name="Role">What the caller may do in it.</param>
/// <param name="Retention">What it says itself; what it leaves out is as in <paramref name="RetentionDefaults"/>.</param>
/// <param name="RetentionDefaults">What the installation says.</param>
public sealed record WorkspaceView(string Id, string Name, Role Role, RetentionSetting Retention, RetentionSetting RetentionDefaults, DateTimeOffset CreatedAt) : IVersioned
{
    /// <summary>What its version is of.</summary>
    [JsonIgnore]
    public Workspace? Stored { get; init; }

    public string? Version() => Stored is null ? null : Versions.Of(Stored);

    public static WorkspaceView Of(Workspace workspace, Role role, UptimeOptions options) =>
        new(workspace.Id, workspace.Name, role, workspace.Retention ?? new(), new(options.KeepHoursForDays, options.KeepDaysForDays), workspace.CreatedAt) { Stored = workspace };
}

/// <summary>What is said of a workspace when it is deleted: nothing can be asked of it any more.</summary>
public sealed record DeletedWorkspaceView(string Id, DateTimeOffset DeletedAt);
