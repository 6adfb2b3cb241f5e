using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Core.Accounts;

/// <summary>How long the audit log is kept.</summary>
public sealed class AuditOptions
{
    public const string SectionName = "Audit";

    /// <summary>Days after which a row is not shown any more. It goes when something of the same workspace or account changes.</summary>
    /// <value>The default is 400; 1 to 3,700.</value>
    [Range(1, 3_700)]
    public int KeepForDays { get; set; } = 400;
}
