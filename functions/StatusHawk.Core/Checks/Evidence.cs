namespace StatusHawk.Core.Checks;

/// <summary>Why a check was not up; without the excerpt small enough that fifty of them fit a message.</summary>
public sealed record Evidence
{
    /// <summary>The longest <see cref="Message"/>, in characters; longer ones are cut.</summary>
    public const int MaxMessageLength = 200;

    public required ErrorClass Error { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Message { get; init; }

    public CheckPhase Phase { get; init; }
    public int? StatusCode { get; init; }

    /// <summary>The address connected to, when it came that far.</summary>
    public string? Address { get; init; }

    /// <summary>Tries made, the retry included.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>What the answer looked like, if one came. A round leaves it to the herald that was sent ahead of it.</summary>
    public AnswerExcerpt? Answer { get; init; }
}
