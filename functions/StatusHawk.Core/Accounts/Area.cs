namespace StatusHawk.Core.Accounts;

/// <summary>What a part of a workspace is about; a key may be kept to some.</summary>
public enum Area
{
    /// <summary>Monitors, their history and the overview.</summary>
    Monitors,
    Incidents,
    Channels,

    /// <summary>Status pages.</summary>
    Pages,

    /// <summary>The workspace itself, its members, keys and audit log.</summary>
    Workspace,
}
