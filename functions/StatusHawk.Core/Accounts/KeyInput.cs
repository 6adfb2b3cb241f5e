namespace StatusHawk.Core.Accounts;

/// <summary>A key as somebody asks for it.</summary>
/// <param name="Name">1 to 100 characters.</param>
/// <param name="Role">Up to <see cref="Role.Admin"/>.</param>
/// <param name="Areas">Each once, in order; null: everything.</param>
/// <param name="ExpiresAt">In the future; null: never.</param>
public sealed record KeyInput(string Name, Role Role, IReadOnlyList<Area>? Areas, DateTimeOffset? ExpiresAt)
{
    /// <summary>Why a key may not make this one; null: it may. What a key makes must do no more than itself, and not for longer.</summary>
    public string? BeyondOf(ApiKey maker)
    {
        if (Role > maker.Role) return $"This key cannot make one that may do more than itself: its scope is {KeyScopes.Word(maker.Role)}.";
        if (maker.Areas is { } areas && (Areas is null || Areas.Any(area => !areas.Contains(area))))
            return $"This key cannot make one that may do more than itself: its areas are {string.Join(", ", areas.Select(KeyScopes.Word))}.";
        return maker.ExpiresAt is { } end && (ExpiresAt is null || ExpiresAt > end) ? "This key cannot make one that outlives it: say when the new one expires." : null;
    }
}
