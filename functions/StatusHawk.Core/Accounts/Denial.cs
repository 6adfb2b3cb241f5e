namespace StatusHawk.Core.Accounts;

/// <summary>Why somebody who asked rightly is not let through.</summary>
public abstract record Denial
{
    private Denial()
    {
    }

    /// <summary>Address or password is wrong, or the session has ended: one answer for all, so that nobody learns which.</summary>
    public sealed record Wrong(string Detail) : Denial;

    /// <summary>The password is right, and a code is needed too.</summary>
    /// <param name="Sent">Whether one was sent, that is not right.</param>
    public sealed record NeedsCode(bool Sent) : Denial;

    /// <summary>Too many attempts.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : Denial;

    /// <summary>This installation does not do that.</summary>
    public sealed record Closed(string Detail) : Denial;
}
