namespace StatusHawk.Core.Watching;

/// <summary>An answer to whoever watches, before it is HTTP.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Body">What is said.</param>
public sealed record PlainAnswer(int Status, string ContentType, string Body);
