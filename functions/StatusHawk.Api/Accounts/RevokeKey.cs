using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Revokes a key: from then on no request finds it.</summary>
public sealed class RevokeKey(IWorkspaceStore workspaces)
{
    public async Task<Result<ApiKey>> RunAsync(string workspaceId, string keyId, CancellationToken cancellationToken)
    {
        if (!ApiKeyToken.IsKeyId(keyId) || await workspaces.ReadKeyAsync(workspaceId, keyId, cancellationToken) is not { } key) return new Result<ApiKey>.Missing();
        if (key.IsOfSettings) return new Result<ApiKey>.Conflict("This is the installation's own key: it is in its settings (Bootstrap:ApiKey), and cannot be revoked here.");
        await workspaces.DeleteKeyAsync(workspaceId, keyId, CancellationToken.None);
        return new Result<ApiKey>.Done(key);
    }
}
