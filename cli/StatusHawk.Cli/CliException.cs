namespace StatusHawk.Cli;

/// <summary>Something that the person in front of the screen can do something about: told as it is, without a stack trace.</summary>
/// <param name="message">What is wrong, one sentence.</param>
/// <param name="hint">What to do about it.</param>
/// <param name="details">One line each: wrong fields, for example.</param>
public sealed class CliException(string message, string? hint = null, IReadOnlyList<string>? details = null) : Exception(message)
{
    public string? Hint { get; } = hint;
    public IReadOnlyList<string> Details { get; } = details ?? [];

    /// <summary>The answer's status, when a server answered.</summary>
    public int? Status { get; init; }
}
