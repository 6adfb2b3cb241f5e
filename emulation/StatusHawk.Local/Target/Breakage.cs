namespace StatusHawk.Local.Target;

/// <summary>How a broken address fails.</summary>
public enum BreakKind
{
    /// <summary>Answers with a status of error.</summary>
    Status,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>Cuts the connection without an answer.</summary>
    Drop,
}

/// <summary>One way in which an address is broken.</summary>
/// <param name="How">What happens to a request.</param>
/// <param name="StatusCode">The status of an answer, for <see cref="BreakKind.Status"/>: 100 to 599.</param>
/// <param name="For">Only requests whose User-Agent contains this text fail (<c>region eu</c>); null: all.</param>
public sealed record Breakage(BreakKind How = BreakKind.Status, int StatusCode = 500, string? For = null)
{
    public bool Concerns(string userAgent) => For is null || userAgent.Contains(For, StringComparison.OrdinalIgnoreCase);
}
