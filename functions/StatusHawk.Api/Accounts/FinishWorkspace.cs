using StatusHawk.Api.Accounts.Members;
using StatusHawk.Api.Http;
using StatusHawk.Api.StatusPages;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Gives a person's new workspace what each has from the beginning: a page at a made-up address, then its owner's membership. The membership comes last, so
/// that a workspace whose owner has none is one that is not finished. Doing it again is fine.
/// </summary>
public sealed class FinishWorkspace(IStatusPageStore pages, ClaimSlug claim, Memberships memberships, Commands commands, TimeProvider clock)
{
    private const string SlugPrefix = "page-";

    /// <returns>False when the owner's account is gone.</returns>
    public async Task<bool> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await CreatePageAsync(workspace, cancellationToken);
        return await memberships.HoldAsync(workspace.Id, workspace.OwnerId!, cancellationToken);
    }

    private async Task CreatePageAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        if (await pages.ReadAsync(workspace.Id, cancellationToken) is not null) return;
        var now = clock.Now();

        // Always the same one for a workspace, so that who comes after a crash claims no second.
        var page = new StatusPage
        {
            Id = Ids.Page + workspace.Id[Ids.Workspace.Length..],
            WorkspaceId = workspace.Id,
            Slug = Ids.Of(SlugPrefix, workspace.Id),
            Title = workspace.Name,
            CreatedAt = now,
            UpdatedAt = now,
        };
        while (!await claim.RunAsync(page, page.Slug, cancellationToken)) page = page with { Slug = Ids.New(SlugPrefix) };
        if (await pages.TryWriteAsync(page, etag: null, cancellationToken))
            await commands.SendAsync(new() { Kind = CommandKind.PageChanged, WorkspaceId = workspace.Id });
    }
}
