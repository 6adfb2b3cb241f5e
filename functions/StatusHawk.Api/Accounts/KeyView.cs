using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>A key as the API shows it. Itself it is shown once, in the answer to whoever made it.</summary>
/// <param name="Scope"><c>read</c>, <c>write</c> or <c>admin</c>; <c>owner</c> is the installation's own.</param>
/// <param name="Areas">Absent: everything.</param>
/// <param name="LastUsedAt">To within an hour; absent: never.</param>
/// <param name="Hint">How the key begins and ends.</param>
public sealed record KeyView(
    string Id, string Name, string Scope, IReadOnlyList<Area>? Areas, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, string Hint)
{
    public string? Key { get; init; }

    public static KeyView Of(ApiKey key) => new(
        key.Id, key.Name, KeyScopes.Word(key.Role), key.Areas, key.ExpiresAt, key.CreatedAt, key.LastUsedAt, $"{ApiKeyToken.Prefix}…{key.Hint}");

    /// <summary>Not the key.</summary>
    public override string ToString() => Id;
}

/// <param name="ApiKey">As it is stored.</param>
/// <param name="Token">The key itself; never stored.</param>
public sealed record CreatedKey(ApiKey ApiKey, ApiKeyToken Token)
{
    public KeyView View => KeyView.Of(ApiKey) with { Key = Token.Text };
}
