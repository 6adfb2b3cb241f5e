using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Finds out who asks, and what role that gives in the workspace of the path.</summary>
public sealed class Authentication(IWorkspaceStore workspaces, IMemberStore members, IExpiringStore<Session> sessions, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    /// <returns>
    /// Null when nobody is known by what was sent. No role: of that workspace, the caller has nothing, or it does not exist; both take the same reads.
    /// </returns>
    public async Task<Admission?> FindAsync(string? authorization, string? workspaceId, CancellationToken cancellationToken)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var token = authorization[Scheme.Length..].Trim();
        if (ApiKeyToken.Parse(token) is { } key) return await FindKeyAsync(key, workspaceId, cancellationToken);
        return SessionToken.Parse(SessionToken.Access, token) is { } access ? await FindPersonAsync(access, workspaceId, cancellationToken) : null;
    }

    // A deleted workspace still has its keys for a while, and none of them works.
    private async Task<Admission?> FindKeyAsync(ApiKeyToken token, string? workspaceId, CancellationToken cancellationToken)
    {
        var reading = workspaces.ReadAsync(token.WorkspaceId, cancellationToken);
        var key = await workspaces.ReadKeyAsync(token.WorkspaceId, token.KeyId, cancellationToken);
        if (await reading is not { DeletedAt: null } workspace || key is null || key.ExpiresAt <= clock.GetUtcNow()) return null;
        return token.WorkspaceId == workspaceId ? new(new Caller.Key(key), workspace, key.Role) : new(new Caller.Key(key), null, null);
    }

    // The membership needs to know who it is. A workspace that is not there, one that is somebody else's and one that is the person's own take the same reads.
    private async Task<Admission?> FindPersonAsync(SessionToken token, string? workspaceId, CancellationToken cancellationToken)
    {
        var reading = Ids.IsValid(Ids.Workspace, workspaceId) ? workspaces.ReadAsync(workspaceId!, cancellationToken) : Task.FromResult<Workspace?>(null);
        var session = (await sessions.ReadAsync(token.SessionId, cancellationToken))?.Value;
        var workspace = await reading;
        if (session is null || !session.Admits(token, clock.GetUtcNow())) return null;
        var person = new Caller.Person(session.UserId, session.UserName, session.Id);
        if (!Ids.IsValid(Ids.Workspace, workspaceId)) return new(person, null, null);
        var member = (await members.ReadAsync(workspaceId!, session.UserId, cancellationToken))?.Value;
        return workspace is { DeletedAt: null } && workspace.RoleOf(session.UserId, member) is { } role ? new(person, workspace, role) : new(person, null, null);
    }
}
