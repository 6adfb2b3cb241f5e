using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Deletes a workspace: the mark first, by which Pipeline finds it, then the workspace itself, and from that moment none of its keys works. What is stored of it
/// goes after that.
/// </summary>
public sealed class DeleteWorkspace(IWorkspaceStore workspaces, IRemovals removals, Commands commands, Retrying retrying, TimeProvider clock)
{
    public async Task<Result<Workspace>> RunAsync(string workspaceId, JsonElement body, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        if (fields.Text("confirm") is var confirmed && confirmed != workspaceId && !errors.Any) fields.Refuse("confirm", $"Must be \"{workspaceId}\": all that this workspace has will be gone.");
        fields.Close();
        if (errors.Any) return new Result<Workspace>.Invalid(errors.Items);

        return await retrying.ChangeAsync<Workspace>(async () =>
        {
            if (await workspaces.ReadForChangeAsync(workspaceId, cancellationToken) is not { Value.DeletedAt: null } stored) return new Result<Workspace>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<Workspace>.Outdated();

            var deleted = stored.Value with { DeletedAt = clock.Now() };
            await removals.MarkAsync(new() { WorkspaceId = workspaceId, MarkedAt = deleted.DeletedAt.Value }, CancellationToken.None);
            if (!await workspaces.TryReplaceAsync(deleted, stored.ETag, CancellationToken.None)) return null;

            await commands.SendAsync(new() { Kind = CommandKind.WorkspaceDeleted, WorkspaceId = workspaceId });
            return new Result<Workspace>.Done(deleted);
        }, "Others keep changing this workspace. Try again.", cancellationToken);
    }
}
