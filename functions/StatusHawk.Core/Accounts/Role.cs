namespace StatusHawk.Core.Accounts;

/// <summary>What somebody may do in a workspace; each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Sees everything but secrets.</summary>
    Viewer,

    /// <summary>Changes monitors, channels, incidents and pages.</summary>
    Editor,

    /// <summary>Changes the workspace, its members and its keys, and reads the audit log.</summary>
    Admin,

    /// <summary>Hands the workspace on, and deletes it.</summary>
    Owner,
}
