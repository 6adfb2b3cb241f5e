using Microsoft.AspNetCore.Http;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>
/// Where the ids of what a request makes come from: chance, or the seed of its <c>Idempotency-Key</c>, so that a second run of a request whose process died makes the
/// very thing that the first made, or finds it.
/// </summary>
/// <param name="Seed">At least 16 random characters that nobody else knows; null: chance.</param>
/// <param name="Since">When the first run began; null: this is the first.</param>
public sealed record Making(string? Seed = null, DateTimeOffset? Since = null)
{
    /// <summary>Whether an earlier run may have made it already.</summary>
    public bool IsAgain => Since is not null;

    public string NewId(string prefix) => Seed is null ? Ids.New(prefix) : Ids.Of(prefix, $"{prefix}|{Seed}");

    /// <summary>Random characters for a token: of the prefix, so that those of ids say nothing of them.</summary>
    /// <param name="prefix">What kind of token.</param>
    /// <param name="length">How many characters: 32 at most.</param>
    public string NewSecret(string prefix, int length) => Seed is null ? Ids.Random(length) : Ids.Letters($"secret|{prefix}|{Seed}", length);

    /// <summary>Not the seed.</summary>
    public override string ToString() => IsAgain ? "again" : "new";
}

public static class Makings
{
    private static readonly object Key = new();

    public static void MakeOf(this HttpRequest request, Making making) => request.HttpContext.Items[Key] = making;

    public static Making Making(this HttpRequest request) => request.HttpContext.Items[Key] as Making ?? new Making();
}
