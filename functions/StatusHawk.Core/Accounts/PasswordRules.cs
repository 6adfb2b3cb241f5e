namespace StatusHawk.Core.Accounts;

/// <summary>What a password must be: long. What it is made of is up to the person.</summary>
public static class PasswordRules
{
    public const int MinLength = 10;
    public const int MaxLength = 200;

    /// <summary>What is wrong with it; null: nothing.</summary>
    /// <param name="password">The password.</param>
    /// <param name="email">The person's address.</param>
    /// <param name="name">The person's name.</param>
    public static string? Refuse(string password, string? email, string? name)
    {
        if (password.Length is < MinLength or > MaxLength) return $"Must be {MinLength} to {MaxLength} characters.";
        var plain = password.Trim();
        return Same(plain, email) || Same(plain, email?.Split('@')[0]) || Same(plain, name) ? "Must not be the address or the name." : null;
    }

    private static bool Same(string password, string? other) => other is not null && string.Equals(password, other.Trim(), StringComparison.OrdinalIgnoreCase);
}
