namespace StatusHawk.Core.Accounts;

/// <summary>What keys call roles, and areas.</summary>
public static class KeyScopes
{
    private const string Read = "read";
    private const string Write = "write";
    private const string Admin = "admin";

    /// <summary>Those that can be asked for: the installation's own key alone is an owner's.</summary>
    public static string[] Words { get; } = [Read, Write, Admin];

    public static string[] AreaWords { get; } = [.. Enum.GetValues<Area>().Select(Word)];

    public static string Word(Role role) => role switch { Role.Viewer => Read, Role.Editor => Write, Role.Admin => Admin, _ => "owner" };

    public static string Word(Area area) => area.ToString().ToLowerInvariant();

    /// <param name="word">One of <see cref="Words"/>.</param>
    public static Role RoleOf(string word) => word switch { Read => Role.Viewer, Write => Role.Editor, _ => Role.Admin };
}
