using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Api.StatusPages;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Makes the workspace, key, page and owner that the settings name, where they are absent; what is there stays as it is. Tries until the stores answer, while
/// the app serves already.
/// </summary>
public sealed partial class CreateFirstWorkspace(
    IOptions<BootstrapOptions> options,
    IWorkspaceStore workspaces,
    IStatusPageStore pages,
    ClaimSlug claim,
    CreateFirstOwner owner,
    Commands commands,
    TimeProvider clock,
    ILogger<CreateFirstWorkspace> logger) : BackgroundService
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsSet) return;
        await Task.Yield();
        for (var wait = FirstWait; !await TryAsync(stoppingToken); wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
            await Task.Delay(wait, clock, stoppingToken);
    }

    /// <summary>Once. Safe to repeat, at any time and by any number of instances.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (settings, now) = (options.Value, clock.Now());
        var token = ApiKeyToken.Parse(settings.ApiKey)!;
        await workspaces.TryCreateAsync(new() { Id = settings.WorkspaceId!, Name = settings.WorkspaceName!, CreatedAt = now }, cancellationToken);

        // It stays deleted for as long as its tombstone is there.
        if (await workspaces.ReadAsync(settings.WorkspaceId!, cancellationToken) is { DeletedAt: not null })
        {
            LogDeleted(settings.WorkspaceId!);
            return;
        }

        // The page before the key: whoever can use the API finds all of it.
        await CreatePageAsync(settings, now, cancellationToken);
        if (settings.OwnerEmail is not null) await owner.RunAsync(settings, cancellationToken);
        await workspaces.TryCreateKeyAsync(new() { Id = token.KeyId, WorkspaceId = token.WorkspaceId, Name = "Bootstrap", Hint = token.Hint, CreatedAt = now }, cancellationToken);
        LogReady(settings.WorkspaceId!);
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(options.Value.WorkspaceId!, e);
            return false;
        }
    }

    private async Task CreatePageAsync(BootstrapOptions settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await pages.ReadAsync(settings.WorkspaceId!, cancellationToken) is { } there)
        {
            await claim.RunAsync(there.Value, there.Value.Slug, cancellationToken);
            return;
        }

        var page = new StatusPage
        {
            Id = PageId(settings.WorkspaceId!),
            WorkspaceId = settings.WorkspaceId!,
            Slug = settings.PageSlug!,
            Title = settings.PageTitle!,
            CreatedAt = now,
            UpdatedAt = now,
        };
        if (!await claim.RunAsync(page, page.Slug, cancellationToken))
        {
            LogSlugTaken(page.Slug, page.WorkspaceId);
            return;
        }

        // Absent when it was read, and there now: another instance was faster.
        if (await pages.TryWriteAsync(page, etag: null, cancellationToken))
            await commands.SendAsync(new() { Kind = CommandKind.PageChanged, WorkspaceId = page.WorkspaceId });
    }

    // Instances that start together, and one that starts again half-way, mean the same page.
    private static string PageId(string workspaceId) => Ids.Page + workspaceId[Ids.Workspace.Length..];

    [LoggerMessage(LogLevel.Information, "The workspace {WorkspaceId} of the settings is there.")]
    private partial void LogReady(string workspaceId);

    [LoggerMessage(LogLevel.Warning, "The workspace {WorkspaceId} of the settings could not be made yet.")]
    private partial void LogFailed(string workspaceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The workspace {WorkspaceId} of the settings was deleted: nothing is made. Take Bootstrap out of the settings, or name another.")]
    private partial void LogDeleted(string workspaceId);

    [LoggerMessage(LogLevel.Error, "The slug {Slug} of the settings is another workspace's: {WorkspaceId} has no page. Change Bootstrap:PageSlug.")]
    private partial void LogSlugTaken(string slug, string workspaceId);
}
