namespace StatusHawk.Local.Mail;

/// <summary>A mail that would have been sent.</summary>
public sealed record CaughtMail
{
    /// <summary>The operation id that its sender gave; the same id again is the same mail.</summary>
    public required string Id { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string From { get; init; }
    public IReadOnlyList<string> To { get; init; } = [];
    public IReadOnlyList<string> Cc { get; init; } = [];
    public IReadOnlyList<string> Bcc { get; init; } = [];
    public IReadOnlyList<string> ReplyTo { get; init; } = [];
    public required string Subject { get; init; }
    public string? PlainText { get; init; }
    public string? Html { get; init; }
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How often it was sent again with the same id, and not caught again.</summary>
    public int Repeats { get; init; }
}
