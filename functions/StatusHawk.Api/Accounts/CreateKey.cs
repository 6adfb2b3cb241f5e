using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Makes a key. Only its hash is stored, so it can be shown but now, and to a second run of the same request, which makes the same one.</summary>
public sealed class CreateKey(IWorkspaceStore workspaces, PlanLimits limits, TimeProvider clock)
{
    public async Task<Result<CreatedKey>> RunAsync(Admission admission, JsonElement body, Plan plan, Making making, CancellationToken cancellationToken)
    {
        var workspaceId = admission.Workspace!.Id;
        var token = ApiKeyToken.New(workspaceId, making.NewSecret(ApiKeyToken.Prefix, ApiKeyToken.SecretLength));
        if (making.IsAgain && await workspaces.ReadKeyAsync(workspaceId, token.KeyId, cancellationToken) is { } there) return new Result<CreatedKey>.Done(new(there, token));

        var errors = new FieldErrors();
        if (KeyForm.Read(body, clock.GetUtcNow(), errors) is not { } input) return new Result<CreatedKey>.Invalid(errors.Items);
        if (BeyondOf(admission, input) is { } refusal) return new Result<CreatedKey>.Forbidden(refusal);

        var key = new ApiKey
        {
            Id = token.KeyId,
            WorkspaceId = workspaceId,
            Name = input.Name,
            Role = input.Role,
            Areas = input.Areas,
            ExpiresAt = input.ExpiresAt,
            Hint = token.Hint,
            CreatedAt = clock.Now(),
        };

        // Not being the one who wrote it means that a try whose answer got lost did: the token is nobody else's.
        var excess = await limits.CreateAsync(
            Counted(workspaceId, plan),
            key.Id,
            () => workspaces.TryCreateKeyAsync(key, CancellationToken.None),
            () => workspaces.DeleteKeyAsync(workspaceId, key.Id, CancellationToken.None),
            cancellationToken);
        return excess is null ? new Result<CreatedKey>.Done(new(key, token)) : new Result<CreatedKey>.NotInPlan(excess);
    }

    private static string? BeyondOf(Admission admission, KeyInput input) => admission.Caller switch
    {
        Caller.Key maker => input.BeyondOf(maker.ApiKey),
        _ => input.Role > admission.Role ? "Nobody can make a key that may do more than they themselves." : null,
    };

    private Counted Counted(string workspaceId, Plan plan) => new(
        PlanExcess.Keys,
        plan.Keys,
        async token => [.. (await workspaces.ListKeysAsync(workspaceId, token)).Where(key => !key.IsOfSettings).Select(key => key.Id)]);
}
