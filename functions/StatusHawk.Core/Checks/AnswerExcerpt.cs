namespace StatusHawk.Core.Checks;

/// <summary>What a failed check's answer looked like, for the person who must find out why. Secrets are masked.</summary>
/// <param name="Headers">At most 2 KB of them.</param>
/// <param name="Body">The first 2 KB of a text body; null when there was none, or it is no text.</param>
public sealed record AnswerExcerpt(IReadOnlyDictionary<string, string> Headers, string? Body)
{
    /// <summary>Bytes that are kept of a body.</summary>
    public const int MaxBodyBytes = 2_048;

    /// <summary>Characters that are kept of all headers.</summary>
    public const int MaxHeaderCharacters = 2_048;
}
