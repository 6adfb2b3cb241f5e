using System.Text.Json;
using Microsoft.Extensions.Logging;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>
/// Changes a page's title or slug. A new slug is claimed, then the page is saved, then the old snapshot is removed: at each moment the page can be read at
/// the slug that it names. The saved page remembers its previous slug, so that a removal that did not happen is made up for by the next publication.
/// </summary>
public sealed partial class ChangeStatusPage(
    IStatusPageStore pages, IPageStore snapshots, ClaimSlug claim, PageSlugs slugs, Commands commands, Retrying retrying, TimeProvider clock, ILogger<ChangeStatusPage> logger)
{
    public Task<Result<StatusPage>> RunAsync(string workspaceId, JsonElement body, CancellationToken cancellationToken, Precondition? ifMatch = null) =>
        retrying.ChangeAsync<StatusPage>(async () =>
        {
            if (await pages.ReadAsync(workspaceId, cancellationToken) is not { } stored) return new Result<StatusPage>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<StatusPage>.Outdated();
            var errors = new FieldErrors();
            if (StatusPageForm.Read(body, stored.Value, errors) is not { } next) return new Result<StatusPage>.Invalid(errors.Items);
            if (next == stored.Value)
            {
                await RemovePreviousAsync(stored.Value);
                return new Result<StatusPage>.Done(stored.Value) { Before = stored.Value };
            }

            if (next.Slug != stored.Value.Slug)
            {
                if (!await claim.RunAsync(stored.Value, next.Slug, cancellationToken)) return new Result<StatusPage>.Conflict($"The slug '{next.Slug}' is taken.");
                next = next with { PreviousSlug = stored.Value.Slug };
            }

            next = next with { UpdatedAt = clock.Now() };
            if (!await pages.TryWriteAsync(next, stored.ETag, CancellationToken.None)) return null;
            slugs.Forget(workspaceId);
            await RemovePreviousAsync(next);
            await commands.SendAsync(new() { Kind = CommandKind.PageChanged, WorkspaceId = workspaceId });
            return new Result<StatusPage>.Done(next) { Before = stored.Value };
        }, "Others keep changing this page. Read it and try again.", cancellationToken);

    private async Task RemovePreviousAsync(StatusPage page)
    {
        if (page.PreviousSlug is not { } previous || previous == page.Slug) return;
        try
        {
            await snapshots.DeleteAsync(previous, page.WorkspaceId, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotRemoved(previous, page.WorkspaceId, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The snapshot at {Slug}, which {WorkspaceId} no longer uses, could not be removed; the next publication tries again.")]
    private partial void LogNotRemoved(string slug, string workspaceId, Exception exception);
}
