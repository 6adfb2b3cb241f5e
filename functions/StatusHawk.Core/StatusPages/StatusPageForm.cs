using System.Text.Json;

namespace StatusHawk.Core.StatusPages;

/// <summary>Reads changes of a status page from JSON that a person sent.</summary>
public static class StatusPageForm
{
    /// <returns>The page as it should be, its times untouched; null when anything is wrong.</returns>
    public static StatusPage? Read(JsonElement body, StatusPage stored, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;

        var title = fields.Text("title")?.Trim();
        if (title is not null && !StatusPageLimits.IsTitle(title))
            fields.Refuse("title", $"Must be 1 to {StatusPageLimits.MaxTitleLength} characters without control characters.");

        var slug = fields.Text("slug");
        if (slug is not null && !StatusPageLimits.IsSlug(slug))
            fields.Refuse("slug", $"Must be {StatusPageLimits.MinSlugLength} to {StatusPageLimits.MaxSlugLength} of a to z, 0 to 9 and hyphens, and begin and end with a letter or digit.");

        fields.Close("id", "url", "createdAt", "updatedAt");
        return errors.Any ? null : stored with { Title = title ?? stored.Title, Slug = slug ?? stored.Slug };
    }
}
