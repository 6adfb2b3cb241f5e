using System.Text.Json.Serialization;

namespace StatusHawk.Core.Accounts;

/// <summary>One change that somebody made, or was about to make.</summary>
public sealed record AuditEntry
{
    /// <summary><c>aud_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Of what: a workspace, or the person whose account it is.</summary>
    public required string Of { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What: the function's name.</summary>
    public required string Action { get; init; }

    public required AuditCaller Caller { get; init; }

    /// <summary>From where: the client's address; null: it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>The ids that the request's path names.</summary>
    public required IReadOnlyDictionary<string, string> Target { get; init; }

    public AuditOutcome Outcome { get; init; } = AuditOutcome.Attempted;

    /// <summary>The answer's HTTP status; null: there was none yet.</summary>
    public int? Status { get; init; }

    /// <summary>A JSON object: what it was; of a change only what is different. Null: it is new, or nobody has said. No secret is in it.</summary>
    public string? Before { get; init; }

    /// <summary>As <see cref="Before"/>: what it has become. Null: it is gone, or nobody has said.</summary>
    public string? After { get; init; }

    [JsonIgnore]
    public ListPlace Place => new(At, Id);
}

/// <summary>Who made a change.</summary>
/// <param name="Kind">Who that is.</param>
/// <param name="Id"><c>key_…</c> or <c>usr_…</c>.</param>
/// <param name="Name">As it was then.</param>
public sealed record AuditCaller(AuditCallerKind Kind, string Id, string Name);

public enum AuditCallerKind
{
    Key,
    Person,
}

/// <summary>What became of it.</summary>
public enum AuditOutcome
{
    /// <summary>It has begun, or whoever did it died: it may have been done.</summary>
    Attempted,
    Done,

    /// <summary>The caller might not; nothing was changed.</summary>
    Refused,

    /// <summary>Something broke: it may have been done.</summary>
    Failed,
}
