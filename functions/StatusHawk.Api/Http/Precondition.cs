using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace StatusHawk.Api.Http;

/// <summary>What a caller says was read last (<c>If-Match</c>). Whoever changes something holds it against what is stored, each time before writing.</summary>
/// <param name="Tags">Any of these; a weak one is nobody's version.</param>
public sealed record Precondition(IReadOnlyList<EntityTagHeaderValue> Tags)
{
    /// <summary>Whether a change of what is stored may go on.</summary>
    public bool Holds<T>(T stored)
    {
        if (Tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))) return true;
        var version = new EntityTagHeaderValue(Versions.Of(stored));
        return Tags.Any(tag => tag.Compare(version, useStrongComparison: true));
    }
}

public static class Preconditions
{
    /// <summary>Null: the caller names no version, and the change is merged into what is there.</summary>
    /// <exception cref="BadHttpRequestException">The header is none.</exception>
    public static Precondition? IfMatch(this HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0) return null;
        return EntityTagHeaderValue.TryParseStrictList([.. request.Headers.IfMatch.OfType<string>()], out var tags)
            ? new([.. tags])
            : throw new BadHttpRequestException("If-Match is not a list of entity tags.");
    }
}
