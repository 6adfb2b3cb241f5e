using System.Text.Json.Serialization;
using StatusHawk.Api.Http;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>A workspace's page as the API shows it.</summary>
public sealed record StatusPageView(string Id, string Title, string Slug, string Url, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IVersioned
{
    /// <summary>What its version is of.</summary>
    [JsonIgnore]
    public StatusPage? Stored { get; init; }

    public string? Version() => Stored is null ? null : Versions.Of(Stored);

    public static StatusPageView Of(StatusPage page, ApiOptions options) =>
        new(page.Id, page.Title, page.Slug, options.PageUrl(page.Slug), page.CreatedAt, page.UpdatedAt) { Stored = page };
}
