using StatusHawk.Api.Http;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>
/// Makes a slug a page's own. Whoever writes the first snapshot at it owns it, which is one conditional write, so two workspaces can never both have it.
/// </summary>
public sealed class ClaimSlug(IPageStore snapshots, TimeProvider clock)
{
    /// <returns>False when it is another workspace's. True also when it was this one's before.</returns>
    public async Task<bool> RunAsync(StatusPage page, string slug, CancellationToken cancellationToken)
    {
        if (await snapshots.ReadAsync(slug, cancellationToken) is { } there) return there.Value.WorkspaceId == page.WorkspaceId;

        // What the page says now goes along, so that nobody meets an empty page until Pipeline publishes it again.
        var present = page.Slug == slug ? null : (await snapshots.ReadAsync(page.Slug, cancellationToken))?.Value;
        var first = present is not null && present.WorkspaceId == page.WorkspaceId
            ? present with { Slug = slug }
            : PageSnapshots.Of(page with { Slug = slug }, [], [], [], previous: null, clock.Now());
        if (await snapshots.TryWriteAsync(first, etag: null, CancellationToken.None)) return true;
        return (await snapshots.ReadAsync(slug, cancellationToken))?.Value.WorkspaceId == page.WorkspaceId;
    }
}
