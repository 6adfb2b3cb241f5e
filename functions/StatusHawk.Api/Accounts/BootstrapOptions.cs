using System.ComponentModel.DataAnnotations;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Accounts;

/// <summary>The first workspace, made at start when it is absent. All settings or none; its owner's apart, which may be left out.</summary>
public sealed class BootstrapOptions : IValidatableObject
{
    public const string SectionName = "Bootstrap";

    /// <summary><c>ws_</c> and 16 characters. Unset: nothing is made.</summary>
    public string? WorkspaceId { get; set; }

    /// <summary>1 to 100 characters.</summary>
    public string? WorkspaceName { get; set; }

    /// <summary>A key of that workspace: <c>hk_…</c>.</summary>
    public string? ApiKey { get; set; }

    public string? PageSlug { get; set; }

    public string? PageTitle { get; set; }

    /// <summary>The address of the workspace's owner, whose account is made without a mail. Unset: there is none.</summary>
    public string? OwnerEmail { get; set; }

    /// <summary>The password that the account begins with; it is not set again.</summary>
    public string? OwnerPassword { get; set; }

    /// <summary>1 to 100 characters; unset: what stands before the address's @.</summary>
    public string? OwnerName { get; set; }

    public bool IsSet => WorkspaceId is not null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSet)
        {
            if ((WorkspaceName ?? ApiKey ?? PageSlug ?? PageTitle ?? OwnerEmail ?? OwnerPassword ?? OwnerName) is not null)
                yield return Wrong(nameof(WorkspaceId), "must be set when another setting of the section is");
            yield break;
        }

        if (!Ids.IsValid(Ids.Workspace, WorkspaceId)) yield return Wrong(nameof(WorkspaceId), "must be ws_ and 16 of a to z and 2 to 9, without l and o");
        if (!StatusPageLimits.IsTitle(WorkspaceName)) yield return Wrong(nameof(WorkspaceName), "must be 1 to 100 characters");
        if (ApiKeyToken.Parse(ApiKey)?.WorkspaceId != WorkspaceId || WorkspaceId is null) yield return Wrong(nameof(ApiKey), "must be a key of that workspace, hk_…");
        if (!StatusPageLimits.IsSlug(PageSlug)) yield return Wrong(nameof(PageSlug), "must be 3 to 50 of a to z, 0 to 9 and hyphens");
        if (!StatusPageLimits.IsTitle(PageTitle)) yield return Wrong(nameof(PageTitle), "must be 1 to 100 characters");
        if ((OwnerEmail ?? OwnerPassword ?? OwnerName) is null) yield break;
        if (!Email.IsAddress(OwnerEmail)) yield return Wrong(nameof(OwnerEmail), "must be a mail address");
        if (OwnerPassword is null || PasswordRules.Refuse(OwnerPassword, OwnerEmail, OwnerName) is not null)
            yield return Wrong(nameof(OwnerPassword), $"must be {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters, and not the address or the name");
        if (OwnerName is not null && !WorkspaceLimits.IsName(OwnerName)) yield return Wrong(nameof(OwnerName), "must be 1 to 100 characters");
    }

    private static ValidationResult Wrong(string name, string what) => new($"{SectionName}:{name} {what}.", [name]);
}
