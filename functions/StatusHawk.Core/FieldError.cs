namespace StatusHawk.Core;

/// <summary>One thing wrong with what a person sent.</summary>
/// <param name="Pointer">Where, as a JSON pointer in a URI fragment (RFC 6901 §6): <c>#/http/url</c>; <c>#</c> is the whole body.</param>
/// <param name="Detail">What is wrong and what would be right, one sentence.</param>
public sealed record FieldError(string Pointer, string Detail);
