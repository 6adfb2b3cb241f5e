using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>A workspace's page as the API shows it.</summary>
public sealed record StatusPageView(string Id, string Title, string Slug, string Url, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static StatusPageView Of(StatusPage page, ApiOptions options) =>
        new(page.Id, page.Title, page.Slug, options.PageUrl(page.Slug), page.CreatedAt, page.UpdatedAt);
}
