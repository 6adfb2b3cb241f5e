using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Notes on a key that it was used, at most once an hour and beside the request, which neither waits for it nor fails with it. Under the key's ETag: a key that
/// was revoked meanwhile stays revoked.
/// </summary>
public sealed partial class NoteKeyUse(IWorkspaceStore workspaces, TimeProvider clock, ILogger<NoteKeyUse> logger) : IFunctionsWorkerMiddleware
{
    private const int MostRemembered = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext()?.Request is { } request
            && RouteAccess.Of(context.FunctionDefinition.Name) is not Access.ToAnyone
            && request.Caller() is Caller.Key { ApiKey: var key }
            && IsDue(key.LastUsedAt)
            && IsFirst(key.Id)) _ = NoteAsync(key);
        return next(context);
    }

    private bool IsDue(DateTimeOffset? lastUsedAt) => lastUsedAt is not { } last || clock.GetUtcNow() - last >= ApiKey.UseNotedFor;

    // Of all requests that come at once with a key, one writes.
    private bool IsFirst(string keyId)
    {
        lock (_gate)
        {
            if (_noted.TryGetValue(keyId, out var noted) && !IsDue(noted)) return false;
            if (_noted.Count >= MostRemembered) _noted.Clear();
            _noted[keyId] = clock.GetUtcNow();
            return true;
        }
    }

    private async Task NoteAsync(ApiKey key)
    {
        try
        {
            await Task.Yield();
            if (await workspaces.ReadKeyForChangeAsync(key.WorkspaceId, key.Id, CancellationToken.None) is { } stored && IsDue(stored.Value.LastUsedAt))
                await workspaces.TryReplaceKeyAsync(stored.Value with { LastUsedAt = clock.Now() }, stored.ETag, CancellationToken.None);
        }
        catch (Exception e)
        {
            lock (_gate) _noted.Remove(key.Id);
            LogNotNoted(key.WorkspaceId, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "That a key of {WorkspaceId} was used could not be noted; its next use will be.")]
    private partial void LogNotNoted(string workspaceId, Exception exception);
}
