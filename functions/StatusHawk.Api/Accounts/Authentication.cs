using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Finds out who asks, and what role that gives in the workspace of the path.</summary>
public sealed class Authentication(IWorkspaceStore workspaces, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    /// <returns>
    /// Null when nobody is known by what was sent. No role: of that workspace, the caller has nothing, or it does not exist; both take the same reads.
    /// </returns>
    public async Task<Admission?> FindAsync(string? authorization, string? workspaceId, CancellationToken cancellationToken)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var token = authorization[Scheme.Length..].Trim();
        return ApiKeyToken.Parse(token) is { } key ? await FindKeyAsync(key, workspaceId, cancellationToken) : null;
    }

    // A deleted workspace still has its keys for a while, and none of them works.
    private async Task<Admission?> FindKeyAsync(ApiKeyToken token, string? workspaceId, CancellationToken cancellationToken)
    {
        var reading = workspaces.ReadAsync(token.WorkspaceId, cancellationToken);
        var key = await workspaces.ReadKeyAsync(token.WorkspaceId, token.KeyId, cancellationToken);
        if (await reading is not { DeletedAt: null } workspace || key is null || key.ExpiresAt <= clock.GetUtcNow()) return null;
        return token.WorkspaceId == workspaceId ? new(new Caller.Key(key), workspace, key.Role) : new(new Caller.Key(key), null, null);
    }
}
