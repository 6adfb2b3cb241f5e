using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Changes the fields that the body names, and no others.</summary>
public sealed class ChangeWorkspace(IWorkspaceStore workspaces)
{
    private const int Tries = 5;

    public async Task<Result<Workspace>> RunAsync(string workspaceId, JsonElement body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await workspaces.ReadForChangeAsync(workspaceId, cancellationToken) is not { Value.DeletedAt: null } stored) return new Result<Workspace>.Missing();

            var errors = new FieldErrors();
            if (WorkspaceForm.Read(body, stored.Value, errors) is not { } next) return new Result<Workspace>.Invalid(errors.Items);
            if (next == stored.Value || await workspaces.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) return new Result<Workspace>.Done(next);
        }

        return new Result<Workspace>.Conflict("Others keep changing this workspace. Read it and try again.");
    }
}
