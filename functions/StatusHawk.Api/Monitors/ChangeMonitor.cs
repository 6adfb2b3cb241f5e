using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Changes the fields that the body names, and no others.</summary>
public sealed class ChangeMonitor(SaveMonitor save, CurrentRules rules, Sealer sealer)
{
    public async Task<Result<Monitor>> RunAsync(string workspaceId, string monitorId, JsonElement body, Plan plan, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        PlanExcess? excess = null;
        var current = await rules.ReadAsync(cancellationToken);
        var result = await save.RunAsync(
            workspaceId,
            monitorId,
            (stored, errors) =>
            {
                if (MonitorForm.Read(body, stored, current, errors) is not { } input) return null;
                var changed = input.ApplyTo(stored, secret => sealer.Seal(secret, stored.Id));
                excess = PlanLimits.Check(changed, stored, plan);
                return MonitorForm.Fits(changed, errors) && excess is null ? changed : null;
            },
            cancellationToken,
            ifMatch);
        return result is Result<Monitor>.Invalid { Errors.Count: 0 } ? new Result<Monitor>.NotInPlan(excess!) : result;
    }
}
