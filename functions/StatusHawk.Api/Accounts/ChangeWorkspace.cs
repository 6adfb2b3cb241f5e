using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Changes the fields that the body names, and no others.</summary>
public sealed class ChangeWorkspace(IWorkspaceStore workspaces, Retrying retrying)
{
    public Task<Result<Workspace>> RunAsync(string workspaceId, JsonElement body, Plan plan, CancellationToken cancellationToken, Precondition? ifMatch = null) =>
        retrying.ChangeAsync<Workspace>(async () =>
        {
            if (await workspaces.ReadForChangeAsync(workspaceId, cancellationToken) is not { Value.DeletedAt: null } stored) return new Result<Workspace>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<Workspace>.Outdated();

            var errors = new FieldErrors();
            if (WorkspaceForm.Read(body, stored.Value, errors) is not { } next) return new Result<Workspace>.Invalid(errors.Items);
            if (PlanLimits.Check(next.Retention, stored.Value.Retention, plan) is { } excess) return new Result<Workspace>.NotInPlan(excess);
            if (next != stored.Value && !await workspaces.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) return null;
            return new Result<Workspace>.Done(next) { Before = stored.Value };
        }, "Others keep changing this workspace. Read it and try again.", cancellationToken);
}
