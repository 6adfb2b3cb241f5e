namespace StatusHawk.Core;

/// <summary>A document as it was read, with the ETag that lets exactly one writer replace it.</summary>
public sealed record Stored<T>(T Value, string ETag);
