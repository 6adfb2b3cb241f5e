using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Who may call a function.</summary>
public abstract record Access
{
    private Access()
    {
    }

    /// <summary>Anybody. What needs one checks a token of its own.</summary>
    public sealed record ToAnyone : Access;

    /// <summary>A person who is signed in; no key. The function is of no workspace.</summary>
    public sealed record ToPeople : Access;

    /// <summary>Whoever has at least that role in the workspace of the path, by membership or by a key that is good for the area.</summary>
    public sealed record ToWorkspace(Area Area, Role Role) : Access;

    /// <summary>As <see cref="ToWorkspace"/>, but no key, whatever it may do: what makes and hands out rights stays with people.</summary>
    public sealed record ToMembers(Role Role) : Access;
}
