using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Api.Accounts;

/// <summary>How much a person may have.</summary>
public sealed class OwnershipOptions
{
    public const string SectionName = "Accounts";

    /// <summary>Workspaces that one person may own. Being a member of others is not counted.</summary>
    /// <value>The default is 10; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MaxOwnedWorkspaces { get; set; } = 10;
}
