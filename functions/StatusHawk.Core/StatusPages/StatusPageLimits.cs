using System.Text.RegularExpressions;

namespace StatusHawk.Core.StatusPages;

/// <summary>The bounds of a status page's fields. They are part of the API's contract.</summary>
public static partial class StatusPageLimits
{
    public const int MinSlugLength = 3;
    public const int MaxSlugLength = 50;
    public const int MaxTitleLength = 100;

    /// <summary>3 to 50 of a to z, 0 to 9 and hyphens, with a letter or digit at both ends. Such a text is also safe as a document's id.</summary>
    public static bool IsSlug(string? text) => text is not null && Slug().IsMatch(text);

    /// <summary>1 to 100 characters, none of them a control character, nothing to trim.</summary>
    public static bool IsTitle(string? text) => text is { Length: > 0 and <= MaxTitleLength } && text.Trim() == text && !text.Any(char.IsControl);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,48}[a-z0-9]\z")]
    private static partial Regex Slug();
}
