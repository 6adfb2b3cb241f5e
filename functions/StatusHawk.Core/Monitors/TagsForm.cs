namespace StatusHawk.Core.Monitors;

/// <summary>Reads tags. They are kept in lower case, each once, in alphabetical order.</summary>
public static class TagsForm
{
    public const string Rule = "letters, digits, dots, underscores, colons and hyphens";

    /// <summary>Null when absent, or wrong and reported.</summary>
    public static IReadOnlyList<string>? Read(FieldReader fields)
    {
        if (fields.Texts("tags") is not { } tags) return null;
        if (tags.Count > MonitorLimits.MaxTags) fields.Refuse("tags", $"Must be at most {MonitorLimits.MaxTags}.");
        for (var i = 0; i < tags.Count && i < MonitorLimits.MaxTags; i++)
            if (!IsValid(tags[i])) fields.Refuse("tags", i, $"Must be 1 to {MonitorLimits.MaxTagLength} {Rule}.");
        return [.. tags.Select(Normal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static bool IsValid(string tag) =>
        tag.Length is > 0 and <= MonitorLimits.MaxTagLength && tag.All(c => char.IsLetter(c) || char.IsDigit(c) || c is '.' or '_' or ':' or '-');

    /// <summary>As it is kept.</summary>
    public static string Normal(string tag) => tag.ToLowerInvariant();
}
